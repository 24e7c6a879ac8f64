import { ref, shallowRef } from 'vue';
import type { InspectionFilter, InspectionSort } from '../../electron/common/inspectionFilter.ts';
import type { ResultId } from '../../electron/common/inspection.ts';
import { goTo } from '../route.ts';

export const historyModes = ['table', 'wall', 'disagreements'] as const;
export type HistoryMode = (typeof historyModes)[number];

/** What the log is looked at by, the same for table, wall and charts until the window closes. */
export const historyFilter = shallowRef<InspectionFilter>({});
export const historySort = ref<InspectionSort>('newest');
export const historyMode = ref<HistoryMode>('table');
export const openedInspection = ref<ResultId | null>(null);

/** Shows one inspection at its place in the table, whatever was filtered. */
export function openInspection(resultId: ResultId): void {
  historyFilter.value = {};
  historyMode.value = 'table';
  openedInspection.value = resultId;
  goTo('history');
}

/** Shows what meets the filter, from anywhere. */
export function openHistory(filter: InspectionFilter, mode: HistoryMode = 'table'): void {
  historyFilter.value = filter;
  historyMode.value = mode;
  openedInspection.value = null;
  goTo('history');
}
