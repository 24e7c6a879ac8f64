import path from 'node:path';
import { CallFailure } from '../../common/callFailure.ts';
import type { Caller, StationHandlers } from '../../common/contract.ts';
import type { ExportState } from '../../common/historyAnswers.ts';
import type { PicturePlan, PictureRules } from '../../common/keeping.ts';
import type { ChildProcess } from '../childProcess.ts';
import { mayAct } from '../../common/role.ts';
import { reportRoles } from '../../common/report.ts';
import { removeLostExport } from '../review/exportParts.ts';
import { beginning } from '../review/exports.ts';
import { createReviewClient } from '../review/reviewClient.ts';
import type { ExportOrder, ReviewCall } from '../review/reviewProtocol.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import { isoNow, type StationParts } from './stationParts.ts';

type Facts = Pick<ExportOrder, 'exportId' | 'path' | 'by' | 'at'>;

/** Searches, charts and exports of the log: asked of the review process, never answered by the one that writes. */
export interface History {
  readonly calls: Pick<
    StationHandlers,
    ReviewCall | 'startExport' | 'startReport' | 'cancelExport' | 'listExports'
  >;
  /** What these rules would delete now. */
  planPictures(rules: PictureRules): Promise<PicturePlan>;
  close(): Promise<void>;
}

export function createHistory(
  parts: StationParts,
  version: string,
  launch: () => ChildProcess,
  onExport: (state: ExportState) => void,
): History {
  const { home, db, audit, record, settings, wallClockMs } = parts;
  /** By id, oldest first. */
  const exports = new Map<string, { state: ExportState; caller: Caller }>();

  const review = createReviewClient({
    launch,
    file: db.name,
    onExport: hear,
    onLost(reason) {
      for (const { state } of exports.values()) {
        if (state.phase !== 'writing') continue;
        hear({ ...state, phase: 'failed', reason: `${reason} Start the export again.` });
        void removeLostExport([state.path, ...state.furtherPaths]);
      }
    },
  });

  function hear(state: ExportState): void {
    const known = exports.get(state.exportId);
    if (known === undefined) return;
    exports.set(state.exportId, { ...known, state });
    onExport(state);
    if (state.phase !== 'done') return;
    const { caller } = known;
    const { content, format, path: file, furtherPaths, rows } = state;
    const what =
      content === 'inspections' ? `${rows} inspections were exported` : `A ${content} report was written`;
    record.add('exported', `${what} to ${[file, ...furtherPaths].join(', ')}.`, caller.user);
    audit.inNameOf(caller, () =>
      audit.tell({
        by: caller.user,
        action: 'exported',
        record: file,
        new: {
          ...{ content, format, rows: content === 'inspections' ? rows : undefined },
          furtherPaths: furtherPaths.length === 0 ? undefined : furtherPaths,
        },
      }),
    );
  }

  function start(
    caller: Caller,
    wished: string | null,
    name: string,
    orderOf: (facts: Facts) => ExportOrder,
  ) {
    const exportId = timeOrderedId<string>(wallClockMs());
    const target = wished ?? path.join(home, 'exports', name.replace('*', exportId));
    if (!path.isAbsolute(target)) {
      throw new CallFailure('refused', `${target} is no whole path; give it from the root or drive on.`);
    }
    const file = path.resolve(target);
    const isRunning = [...exports.values()].some(
      ({ state }) => state.phase === 'writing' && state.path === file,
    );
    if (isRunning) throw new CallFailure('busy', `${file} is being written already.`);
    const order = orderOf({ exportId, path: file, by: caller.user, at: isoNow(parts) });
    const state = beginning(order);
    review.startExport(order);
    exports.set(exportId, { state, caller });
    return state;
  }

  const previewPictures = (args: { readonly rules: PictureRules }) => review.ask('previewPictures', args);

  return {
    planPictures: (rules) => previewPictures({ rules }),
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
      getLabHeads: (args) => review.ask('getLabHeads', args),
      getLabHistogram: (args) => review.ask('getLabHistogram', args),
      getLabCounts: (args) => review.ask('getLabCounts', args),
      getLabImages: (args) => review.ask('getLabImages', args),
      getLabScatter: (args) => review.ask('getLabScatter', args),
      selectLabImages: (args) => review.ask('selectLabImages', args),
      previewPictures,
      startExport: ({ path: wished, ...order }, caller) =>
        start(caller, wished, `inspections-*.${order.format}`, (facts) => ({
          ...{ ...facts, ...order, content: 'inspections' },
        })),
      startReport({ path: wished, order: report }, caller) {
        const needed = reportRoles[report.kind];
        if (!mayAct(caller.role, needed)) {
          throw new CallFailure(
            'notAllowed',
            `A report of the kind ${report.kind} needs the role ${needed}.`,
          );
        }
        const { shiftStartHours } = settings();
        return start(caller, wished, `${report.kind}-report-*.pdf`, (facts) => ({
          ...{ ...facts, content: 'report', report, version, shiftStartHours },
        }));
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
