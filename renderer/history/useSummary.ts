import { shallowRef, watch, type Ref } from 'vue';
import type { FilterSummary } from '../../electron/common/historyAnswers.ts';
import type { InspectionFilter } from '../../electron/common/inspectionFilter.ts';
import { useStation } from '../useStation.ts';

/** Whether the counts the station keeps tell the sums of a filter; otherwise every row would have to be looked at. */
export function isCounted({ jobId, partId, ratioFrom, ratioTo, fileContains }: InspectionFilter): boolean {
  return [jobId, partId, ratioFrom, ratioTo, fileContains].every((one) => one === undefined);
}

/** How many of what is filtered passed, failed, were reviewed; null while it is not known, or would take long. */
export function useSummary(filter: Ref<InspectionFilter>, news: Ref<unknown>) {
  const station = useStation();
  const summary = shallowRef<FilterSummary | null>(null);
  watch(
    [filter, news],
    async ([wanted], before) => {
      if (before[0] !== wanted) summary.value = null;
      if (!isCounted(wanted)) return;
      // Without the sums the number of rows stands alone.
      const answer = await station.call.getFilterSummary({ filter: wanted }).catch(() => null);
      if (filter.value === wanted) summary.value = answer;
    },
    { immediate: true },
  );
  return summary;
}
