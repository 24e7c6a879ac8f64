import type { Arguments, StationHandlers } from '../../electron/common/contract.ts';
import type { ExportState, ReviewedInspection, SavedFilter } from '../../electron/common/historyAnswers.ts';
import { scoreRatio } from '../../electron/common/inspectionFilter.ts';
import type { Inspection, Review } from '../../electron/common/inspection.ts';
import { meetsFilter } from '../../electron/common/meetsFilter.ts';
import { defaultRecipeSettings } from '../../electron/common/recipe.ts';
import { reviewOutcomeOf } from '../../renderer/history/reviewOutcomeOf.ts';
import type { FakeStation } from './fakeStation.ts';

type Calls = Pick<
  StationHandlers,
  | 'findInspections'
  | 'findPosition'
  | 'getFilterChoices'
  | 'getFilterSummary'
  | 'getSurroundings'
  | 'addReviews'
  | 'listSavedFilters'
  | 'saveFilter'
  | 'removeSavedFilter'
  | 'startExport'
  | 'cancelExport'
  | 'listExports'
>;

/** The calls about the log, answered from what the script committed. */
export function historyHandlers(station: FakeStation, reviews: Review[]): Calls {
  const saved: SavedFilter[] = [];
  const exports: ExportState[] = [];

  function reviewed(one: Inspection): ReviewedInspection {
    const newestReview = reviews.findLast(({ resultId }) => resultId === one.resultId) ?? null;
    const review = newestReview === null ? 'none' : reviewOutcomeOf(one.verdict, newestReview.decision);
    return { ...one, review, newestReview };
  }

  function found({ filter, sort, upTo }: Omit<Arguments<'findPosition'>, 'at'>): ReviewedInspection[] {
    const ratio = ({ score, limit }: Inspection) => (score === null ? -1 : scoreRatio(score, limit));
    const rows = station.log
      .filter((one) => upTo === null || one.sequence <= upTo)
      .map(reviewed)
      .filter((one) => meetsFilter(one, filter));
    if (sort === 'worst' || sort === 'best') {
      rows.sort((a, b) => (sort === 'worst' ? ratio(b) - ratio(a) : ratio(a) - ratio(b)));
      return rows.filter(({ score }) => score !== null);
    }
    return rows.sort((a, b) => (sort === 'newest' ? b.sequence - a.sequence : a.sequence - b.sequence));
  }
  const newest = () => station.log[0]?.sequence ?? 0;

  return {
    findInspections: ({ position, limit, ...query }) => {
      if (station.madeRows > 0) return madeWindow(station, position, limit);
      const rows = found(query);
      return {
        ...{ position, inspections: rows.slice(position, position + limit), upTo: query.upTo ?? newest() },
        ...{ count: rows.length, searched: 1, cut: false },
      };
    },
    findPosition: ({ at, ...query }) => {
      const rows = found(query);
      const position = rows.findIndex((one) =>
        'resultId' in at ? one.resultId === at.resultId : one.createdAt <= at.time,
      );
      return { position: position < 0 ? null : position, upTo: query.upTo ?? newest() };
    },
    getFilterChoices: () => ({
      folders: [
        ...new Map(station.state.lanes.map(({ folderId, path }) => [folderId, { folderId, path }])).values(),
      ],
      recipes: [...new Map(station.log.map((one) => [one.product, one])).values()].map((one) => ({
        ...{ recipeId: one.recipeId, product: one.product, versions: [one.recipeVersion] },
      })),
      heads: [...new Set(station.log.map(({ head }) => head))],
      jobIds: [...new Set(station.log.map(({ jobId }) => jobId).filter((one) => one !== null))],
      from: station.log.at(-1)?.createdAt ?? null,
      to: station.log[0]?.createdAt ?? null,
      notCounted: 0,
    }),
    getFilterSummary: ({ filter }) => {
      const counts = { pass: 0, fail: 0, review: 0, unreadable: 0 };
      const outcomes = { none: 0, confirmed: 0, overturned: 0, decided: 0 };
      for (const one of found({ filter, sort: 'newest', upTo: null })) {
        counts[one.verdict] += 1;
        outcomes[one.review] += 1;
      }
      return { counts, reviews: outcomes };
    },
    getSurroundings: ({ resultId, each }) => {
      const at = station.log.findIndex((one) => one.resultId === resultId);
      const one = station.log[at];
      const side = (from: number, to: number) =>
        station.log.slice(Math.max(0, from), Math.max(0, to)).reverse();
      return {
        before: at < 0 ? [] : side(at + 1, at + 1 + each),
        after: at < 0 ? [] : side(at - each, at),
        recipe:
          one === undefined
            ? null
            : {
                ...{ recipeId: one.recipeId, version: one.recipeVersion, purpose: 'production' },
                ...{ createdAt: '2026-10-02T06:12:00.000Z', createdBy: 'eva' },
                settings: { ...defaultRecipeSettings, product: one.product, bundle: 'bundle-1' },
              },
        inForceSince: '2026-10-02T06:20:00.000Z',
        switchedBy: 'eva',
      };
    },
    addReviews: ({ resultIds, ...said }) => {
      for (const resultId of resultIds) {
        reviews.push({ resultId, ...said, by: 'local', createdAt: new Date().toISOString() });
      }
      return { count: resultIds.length };
    },
    listSavedFilters: () => saved,
    saveFilter: ({ filterId, ...rest }) => {
      const one = {
        ...rest,
        filterId: filterId ?? `filter-${saved.length + 1}`,
        savedBy: 'local',
        savedAt: '',
      };
      const at = saved.findIndex((other) => other.filterId === filterId);
      saved.splice(at < 0 ? saved.length : at, at < 0 ? 0 : 1, one);
      return one;
    },
    removeSavedFilter: ({ filterId }) => {
      saved.splice(
        saved.findIndex((one) => one.filterId === filterId),
        1,
      );
      return null;
    },
    startExport: ({ format, path }) => {
      const state: ExportState = {
        ...{ exportId: `export-${exports.length + 1}`, content: 'inspections', format, phase: 'writing' },
        ...{ rows: 24_000, furtherPaths: [] },
        ...{ rowsExpected: 61_200, sizeBytes: 0, reason: null },
        path: path ?? '/home/operator/.config/Plumbline/exports/inspections-01K.csv',
      };
      exports.unshift(state);
      return state;
    },
    cancelExport: ({ exportId }) => {
      const at = exports.findIndex((one) => one.exportId === exportId);
      exports[at] = { ...exports[at]!, phase: 'cancelled' };
      return null;
    },
    listExports: () => exports,
  };
}

/** A row of a long log by its id; undefined: it is none. */
export function madeInspection(station: FakeStation, resultId: string): Inspection | undefined {
  const sequence = Number(/^made-(\d+)$/.exec(resultId)?.[1]);
  return station.madeRows > 0 && sequence > 0
    ? madeWindow(station, station.madeRows - sequence, 1).inspections[0]
    : undefined;
}

/** Rows that a script need not commit: row after row of a log of any length. */
function madeWindow(station: FakeStation, position: number, limit: number) {
  const count = station.madeRows;
  const inspections = Array.from({ length: Math.max(0, Math.min(limit, count - position)) }, (_, at) => {
    const sequence = count - position - at;
    const one = station.log[sequence % station.log.length]!;
    const createdAt = new Date(Date.UTC(2026, 9, 1) - (position + at) * 4000).toISOString();
    const name = `part-${String(sequence).padStart(8, '0')}`;
    return {
      ...{ ...one, sequence, createdAt, file: `${name}.png`, partId: name, jobId: `A-${sequence % 97}` },
      ...{
        resultId: `made-${sequence}` as Inspection['resultId'],
        review: 'none' as const,
        newestReview: null,
      },
    };
  });
  return { position, inspections, upTo: count, count, searched: 1, cut: false };
}
