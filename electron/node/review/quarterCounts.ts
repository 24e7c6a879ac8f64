import type { ReviewOutcome } from '../../common/inspectionFilter.ts';
import { verdicts, type Verdict } from '../../common/verdict.ts';
import { rowsNotCounted } from '../store/countOldRows.ts';
import { quarterHourMs } from '../store/countRows.ts';
import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import type { Selection } from './selection.ts';

/** A row of quarterHours: the inspections of one verdict under one condition in one quarter of an hour. */
export interface QuarterCount {
  readonly quarterHour: number;
  readonly conditionId: number;
  readonly verdict: Verdict;
  readonly inspections: number;
  readonly confirmed: number;
  readonly overturned: number;
  readonly decided: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly ratioMin: number | null;
  readonly ratioMax: number | null;
  readonly ratioSum: number | null;
}

/** While rows from before are being counted, everything is read again no more often than this. */
const reloadEveryMs = 5000;

/** All counts of a log, some hundred thousand for millions of rows, kept in memory and up to date: to look through in a moment. */
interface Kept {
  readonly rows: QuarterCount[];
  /** Where each is in `rows`. */
  readonly places: Map<string, number>;
  newestSequence: number;
  newestReview: number;
  notCounted: number;
  loadedMs: number;
}

const kept = new WeakMap<StationDatabase, Kept>();

/**
 * Visits the counts that meet what the filter says of time, conditions and verdicts, about in order of time; of quarters that its time
 * cuts all of them.
 */
export function visitCounts(
  db: StationDatabase,
  { fromMs, toMs, conditionIds, filter }: Selection,
  visit: (count: QuarterCount) => void,
): void {
  const first = Math.floor(fromMs / quarterHourMs);
  const end = Math.ceil(toMs / quarterHourMs);
  const conditions = conditionIds === null ? null : new Set(conditionIds);
  const wanted = new Set(filter.verdicts ?? verdicts);
  for (const row of upToDate(db).rows) {
    const { quarterHour, conditionId, verdict } = row;
    if (quarterHour < first || quarterHour >= end || !wanted.has(verdict)) continue;
    if (conditions === null || conditions.has(conditionId)) visit(row);
  }
}

/** Reads the counts before somebody waits for them. */
export function readCounts(db: StationDatabase): void {
  upToDate(db);
}

/** Inspections of a count that meet the filter's reviews. */
export function inspectionsOf(count: QuarterCount, reviews: readonly ReviewOutcome[] | undefined): number {
  const { inspections, confirmed, overturned, decided } = count;
  if (reviews === undefined) return inspections;
  const of = { confirmed, overturned, decided, none: inspections - confirmed - overturned - decided };
  return reviews.reduce((sum, outcome) => sum + of[outcome], 0);
}

function upToDate(db: StationDatabase): Kept {
  return db.transaction(() => {
    const before = kept.get(db);
    const isStale =
      before === undefined ||
      (before.notCounted !== rowsNotCounted(db) && performance.now() - before.loadedMs > reloadEveryMs);
    const present = isStale ? load(db) : before;
    if (!isStale) refresh(db, present);
    kept.set(db, present);
    return present;
  })();
}

const columns = `quarterHour, conditionId, verdict, inspections, confirmed, overturned, decided, firstSequence, lastSequence,
  ratioMin, ratioMax, ratioSum`;

function load(db: StationDatabase): Kept {
  const rows = statement<QuarterCount>(db, `SELECT ${columns} FROM quarterHours ORDER BY quarterHour`).all();
  return {
    rows,
    places: new Map(rows.map((row, place) => [keyOf(row), place])),
    ...newest(db),
    notCounted: rowsNotCounted(db),
    loadedMs: performance.now(),
  };
}

/** Reads again what rows and reviews since the last time belong to. */
function refresh(db: StationDatabase, present: Kept): void {
  const { newestSequence, newestReview } = newest(db);
  if (newestSequence === present.newestSequence && newestReview === present.newestReview) return;
  const changed = statement<QuarterCount>(
    db,
    `SELECT ${columns} FROM quarterHours WHERE (quarterHour, conditionId, verdict) IN (
      SELECT createdMs / ${quarterHourMs}, conditionId, verdict FROM inspectionFacts WHERE sequence > @newestSequence
      UNION
      SELECT f.createdMs / ${quarterHourMs}, f.conditionId, f.verdict FROM reviews r
        JOIN inspections i ON i.resultId = r.resultId JOIN inspectionFacts f ON f.sequence = i.sequence
        WHERE r.reviewId > @newestReview)`,
  ).all({ newestSequence: present.newestSequence, newestReview: present.newestReview });
  for (const row of changed) {
    const key = keyOf(row);
    const place = present.places.get(key) ?? present.rows.length;
    present.places.set(key, place);
    present.rows[place] = row;
  }
  Object.assign(present, { newestSequence, newestReview });
}

function newest(db: StationDatabase): Pick<Kept, 'newestSequence' | 'newestReview'> {
  const max = (sql: string) => statement<{ newest: number | null }>(db, sql).get()?.newest ?? 0;
  return {
    newestSequence: max('SELECT max(sequence) AS newest FROM inspectionFacts'),
    newestReview: max('SELECT max(reviewId) AS newest FROM reviews'),
  };
}

function keyOf({ quarterHour, conditionId, verdict }: QuarterCount): string {
  return `${quarterHour} ${conditionId} ${verdict}`;
}
