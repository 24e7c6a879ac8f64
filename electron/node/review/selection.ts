import type { InspectionFilter } from '../../common/inspectionFilter.ts';
import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import { teachPlaces } from './hasPlaceIn.ts';

type Value = string | number;

/** A filter as the database is asked for it, over `inspectionFacts f`. */
export interface Selection {
  /** Conditions that meet the filter; null: all of them do. */
  readonly conditionIds: readonly number[] | null;
  /** Milliseconds since 1970, from (inclusive) to (exclusive). */
  readonly fromMs: number;
  readonly toMs: number;
  readonly filter: InspectionFilter;
  /** Tables with the index to walk along, in the order of sequences. */
  readonly from: string;
  /** Column to walk along. */
  readonly place: 'f.sequence' | 'i.sequence';
  readonly where: string;
  readonly values: readonly Value[];
  /** Whether the counts of quarters of an hour tell how many rows meet it. */
  readonly isCounted: boolean;
}

const endOfTime = 8.64e15;

export function select(db: StationDatabase, filter: InspectionFilter, nowMs = Date.now()): Selection {
  const conditionIds = conditionsOf(db, filter);
  const sinceMs = filter.lastHours === undefined ? 0 : nowMs - filter.lastHours * 3_600_000;
  const fromMs = Math.max(sinceMs, filter.from === undefined ? 0 : Date.parse(filter.from));
  const toMs = filter.to === undefined ? endOfTime : Date.parse(filter.to);
  const terms: { sql: string; values: readonly Value[] }[] = [];
  const add = (sql: string, ...values: Value[]) => void terms.push({ sql, values });
  const { verdicts, reviews, jobId, partId, ratioFrom, ratioTo, fileContains, place, reasonCodes } = filter;

  if (fromMs > 0) add('f.createdMs >= ?', fromMs);
  if (toMs < endOfTime) add('f.createdMs < ?', toMs);
  if (conditionIds !== null)
    add('f.conditionId IN (SELECT value FROM json_each(?))', JSON.stringify(conditionIds));
  if (verdicts !== undefined) add(`f.verdict IN (${quoted(verdicts)})`);
  const withoutPasses = place !== undefined || (verdicts !== undefined && !verdicts.includes('pass'));
  // What SQLite must read to see that a partial index has every row that is asked for.
  if (withoutPasses) add(`f.verdict <> 'pass'`);
  const reviewedOnly = reasonCodes !== undefined || (reviews !== undefined && !reviews.includes('none'));
  if (reviewedOnly) add('f.review IS NOT NULL');
  if (reviews !== undefined) add(`ifnull(f.review, 'none') IN (${quoted(reviews)})`);
  if (reasonCodes !== undefined)
    add('f.reviewReason IN (SELECT value FROM json_each(?))', JSON.stringify(reasonCodes));
  // The plus keeps the index of the ratios out, whose order is another; see fewByRatio.
  if (ratioFrom !== undefined) add('+f.scoreRatio >= ?', ratioFrom);
  if (ratioTo !== undefined) add('+f.scoreRatio <= ?', ratioTo);
  if (jobId !== undefined) add('f.jobKey = (SELECT jobKey FROM jobs WHERE jobId = ?)', jobId);
  if (partId !== undefined) add('f.sequence IN (SELECT sequence FROM inspections WHERE partId = ?)', partId);
  if (place !== undefined) {
    teachPlaces(db);
    const { left, top, right, bottom } = place;
    const places = '(SELECT places FROM findings d WHERE d.sequence = f.sequence)';
    add(`hasPlaceIn(${places}, ?, ?, ?, ?)`, left, top, right, bottom);
  }

  const index =
    jobId !== undefined
      ? 'factsByJob'
      : reviewedOnly
        ? 'factsReviewed'
        : withoutPasses
          ? 'factsNotPassed'
          : null;
  const facts =
    index === null || partId !== undefined ? 'inspectionFacts f' : `inspectionFacts f INDEXED BY ${index}`;
  // Where every file name is to be read, the log itself is walked along: facts are looked up for the names that fit only.
  const byName = fileContains !== undefined && index === null && partId === undefined;
  if (fileContains !== undefined) {
    const file = byName ? 'i.file' : '(SELECT file FROM inspections i WHERE i.sequence = f.sequence)';
    add(`${file} LIKE ? ESCAPE '\\'`, `%${fileContains.replace(/[\\%_]/g, '\\$&')}%`);
  }
  return {
    ...{ conditionIds, fromMs, toMs, filter },
    from: byName ? 'inspections i CROSS JOIN inspectionFacts f ON f.sequence = i.sequence' : facts,
    place: byName ? 'i.sequence' : 'f.sequence',
    where: terms.length === 0 ? 'TRUE' : terms.map(({ sql }) => sql).join(' AND '),
    values: terms.flatMap(({ values }) => values),
    isCounted: [jobId, partId, ratioFrom, ratioTo, fileContains, place, reasonCodes].every(
      (one) => one === undefined,
    ),
  };
}

/** Columns of `conditions` a filter names, each with what it may be. */
function conditionsOf(db: StationDatabase, filter: InspectionFilter): readonly number[] | null {
  const simulated = { without: [0], with: undefined, only: [1] }[filter.simulated ?? 'without'];
  const wanted: readonly (readonly [column: string, values: readonly Value[] | undefined])[] = [
    ['folderId', filter.folderIds],
    ['product', filter.products],
    ['recipeId', filter.recipeIds],
    ['recipeVersion', filter.recipeVersion === undefined ? undefined : [filter.recipeVersion]],
    ['calibrationId', filter.calibrationId === undefined ? undefined : [filter.calibrationId]],
    ['bundleId', filter.bundleId === undefined ? undefined : [filter.bundleId]],
    ['head', filter.heads],
    ['simulated', simulated],
  ];
  const named = wanted.filter(([, values]) => values !== undefined);
  const terms = named.map(([column]) => `${column} IN (SELECT value FROM json_each(?))`);
  const all = statement<{ n: number }>(db, 'SELECT count(*) AS n FROM conditions').get()?.n ?? 0;
  const ids = statement<{ conditionId: number }>(
    db,
    `SELECT conditionId FROM conditions WHERE ${['TRUE', ...terms].join(' AND ')}`,
  )
    .all(...named.map(([, values]) => JSON.stringify(values)))
    .map(({ conditionId }) => conditionId);
  return ids.length === all ? null : ids;
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}
