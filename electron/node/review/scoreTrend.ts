import type { Condition, ScoreTrend, TrendBucket } from '../../common/historyAnswers.ts';
import type { InspectionFilter } from '../../common/inspectionFilter.ts';
import { quarterHourMs } from '../store/countRows.ts';
import type { StationDatabase } from '../store/db.ts';
import { cellsOf, type Cell } from './cells.ts';
import { readConditions, scoreAt } from './conditions.ts';
import { visitCounts } from './quarterCounts.ts';
import { stretches } from './quarters.ts';
import { select, type Selection } from './selection.ts';
import { tally } from './summary.ts';

/** Buckets shorter than a quarter of an hour look at every row: of so many rows at most. */
const mostLookedAt = 100_000;
const shortestBucketMs = 1000;

/** Scores over time in at most about `points` buckets of equal length. */
export async function scoreTrend(
  db: StationDatabase,
  { filter, points }: { filter: InspectionFilter; points: number },
): Promise<ScoreTrend> {
  const selection = select(db, filter);
  const extent = extentOf(db, selection);
  if (extent === null) return { bucketMs: quarterHourMs, buckets: [], head: null };
  const bucketMs = bucketLength(db, selection, (extent.toMs - extent.fromMs) / points);
  const originMs = Math.floor(extent.fromMs / quarterHourMs) * quarterHourMs;
  const cells = await cellsOf(db, selection, { originMs, lengthMs: bucketMs, perCondition: true });
  const conditions = readConditions(db);
  const heads = new Set(cells.map(({ conditionId }) => conditions.get(conditionId)?.head));
  const [head = null] = heads.size === 1 ? heads : [];
  const bySlot = Map.groupBy(cells, ({ slotMs }) => slotMs);
  const buckets = [...bySlot].map(([slotMs, some]) => bucketOf(slotMs, some, conditions, head !== null));
  return { bucketMs, buckets, head };
}

/** From when to when it can have rows: what the filter says, as far as there are quarters of an hour with any. */
function extentOf(db: StationDatabase, selection: Selection): { fromMs: number; toMs: number } | null {
  let [first, last] = [Infinity, -Infinity];
  visitCounts(db, selection, ({ quarterHour }) => {
    first = Math.min(first, quarterHour);
    last = Math.max(last, quarterHour);
  });
  if (first > last) return null;
  return {
    fromMs: Math.max(selection.fromMs, first * quarterHourMs),
    toMs: Math.min(selection.toMs, (last + 1) * quarterHourMs),
  };
}

function bucketLength(db: StationDatabase, selection: Selection, wishedMs: number): number {
  const whole = Math.max(1, Math.ceil(wishedMs / quarterHourMs)) * quarterHourMs;
  if (wishedMs >= quarterHourMs) return whole;
  const rows = stretches(db, selection, Number.MAX_SAFE_INTEGER).reduce((sum, { count }) => sum + count, 0);
  return rows > mostLookedAt ? whole : Math.max(shortestBucketMs, Math.ceil(wishedMs / 1000) * 1000);
}

function bucketOf(
  slotMs: number,
  cells: readonly Cell[],
  conditions: ReadonlyMap<number, Condition>,
  isOneHead: boolean,
): TrendBucket {
  const scored = cells.filter((cell) => cell.ratioSum !== null);
  const as = (scale: (ratio: number, condition: Condition) => number) => {
    let [min, max, sum, count] = [Infinity, -Infinity, 0, 0];
    for (const { conditionId, inspections, ratioMin, ratioMax, ratioSum } of scored) {
      const condition = conditions.get(conditionId);
      if (condition === undefined) throw new Error(`There is no condition ${conditionId}.`);
      min = Math.min(min, scale(ratioMin ?? 0, condition));
      max = Math.max(max, scale(ratioMax ?? 0, condition));
      sum += inspections * scale((ratioSum ?? 0) / inspections, condition);
      count += inspections;
    }
    return count === 0 ? null : { min, mean: sum / count, max };
  };
  const newest = cells.reduce((found, cell) => (cell.lastSequence > found.lastSequence ? cell : found));
  const { limit = null, reviewLimit = null } = conditions.get(newest.conditionId) ?? {};
  return {
    from: new Date(slotMs).toISOString(),
    counts: tally(cells).counts,
    ratio: as((ratio) => ratio),
    score: isOneHead ? as(scoreAt) : null,
    limit: isOneHead ? limit : null,
    reviewLimit: isOneHead ? reviewLimit : null,
  };
}
