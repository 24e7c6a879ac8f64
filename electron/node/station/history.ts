import { rm } from 'node:fs/promises';
import path from 'node:path';
import { CallFailure } from '../../common/callFailure.ts';
import type { StationHandlers } from '../../common/contract.ts';
import type { ExportState } from '../../common/historyAnswers.ts';
import type { ChildProcess } from '../childProcess.ts';
import { unfinishedExport } from '../review/exports.ts';
import { createReviewClient } from '../review/reviewClient.ts';
import type { ReviewCall } from '../review/reviewProtocol.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import type { StationParts } from './stationParts.ts';

/** Searches, charts and exports of the log: asked of the review process, never answered by the one that writes. */
export interface History {
  readonly calls: Pick<StationHandlers, ReviewCall | 'startExport' | 'cancelExport' | 'listExports'>;
  close(): Promise<void>;
}

export function createHistory(
  parts: StationParts,
  launch: () => ChildProcess,
  onExport: (state: ExportState) => void,
): History {
  const { home, db, audit, record, settings, wallClockMs } = parts;
  /** By id, oldest first. */
  const exports = new Map<string, { state: ExportState; by: string }>();

  const review = createReviewClient({
    launch,
    file: db.name,
    onExport: hear,
    onLost(reason) {
      for (const { state } of exports.values()) {
        if (state.phase !== 'writing') continue;
        hear({ ...state, phase: 'failed', reason: `${reason} Start the export again.` });
        void rm(unfinishedExport(state.path), { force: true });
      }
    },
  });

  function hear(state: ExportState): void {
    const known = exports.get(state.exportId);
    if (known === undefined) return;
    exports.set(state.exportId, { ...known, state });
    onExport(state);
    if (state.phase !== 'done') return;
    const { by } = known;
    record.add('exported', `${state.rows} inspections were exported to ${state.path}.`, by);
    audit.tell({
      by,
      action: 'exported',
      record: state.path,
      new: { rows: state.rows, format: state.format },
    });
  }

  function targetOf(wished: string | null, exportId: string, format: string): string {
    const target = wished ?? path.join(home, 'exports', `inspections-${exportId}.${format}`);
    if (path.isAbsolute(target)) return path.resolve(target);
    throw new CallFailure('refused', `${target} is no whole path; give it from the root or drive on.`);
  }

  return {
    calls: {
      findInspections: (args) => review.ask('findInspections', args),
      findPosition: (args) => review.ask('findPosition', args),
      getFilterChoices: (args) => review.ask('getFilterChoices', args),
      getFilterSummary: (args) => review.ask('getFilterSummary', args),
      getSurroundings: (args) => review.ask('getSurroundings', args),
      getScoreTrend: (args) => review.ask('getScoreTrend', args),
      getControlChart: (args) => review.ask('getControlChart', args),
      getYield: (args) => review.ask('getYield', { ...args, shiftStartHours: settings().shiftStartHours }),
      getReasons: (args) => review.ask('getReasons', args),
      getDefectHeat: (args) => review.ask('getDefectHeat', args),
      startExport({ path: wished, ...order }, { user }) {
        const exportId = timeOrderedId<string>(wallClockMs());
        const target = targetOf(wished, exportId, order.format);
        const running = [...exports.values()].some(
          ({ state }) => state.phase === 'writing' && state.path === target,
        );
        if (running) throw new CallFailure('busy', `${target} is being written already.`);
        const state: ExportState = {
          ...{ exportId, format: order.format, phase: 'writing', path: target },
          ...{ rows: 0, rowsExpected: null, sizeBytes: 0, reason: null },
        };
        review.startExport({ ...order, exportId, path: target });
        exports.set(exportId, { state, by: user });
        return state;
      },
      cancelExport({ exportId }) {
        if (exports.get(exportId)?.state.phase !== 'writing') {
          throw new CallFailure('notFound', `No export with the id ${exportId} is being written.`);
        }
        review.cancelExport(exportId);
        return null;
      },
      listExports: () => [...exports.values()].map(({ state }) => state).reverse(),
    },
    close: () => review.close(),
  };
}
