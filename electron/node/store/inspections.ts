import type { FolderId, Inspection, PictureKind, ResultId } from '../../common/inspection.ts';
import type { ReviewedInspection } from '../../common/historyAnswers.ts';
import type { ReviewOutcome } from '../../common/inspectionFilter.ts';
import type { Counts } from '../../common/stationState.ts';
import type { Verdict } from '../../common/verdict.ts';
import { type LocatedPart, whyNotFound } from '../../common/notFound.ts';
import { quarterHourMs } from './countRows.ts';
import type { StationDatabase } from './db.ts';
import { newestReviews } from './reviews.ts';
import { changeOne, statement } from './statement.ts';

/** An inspection before its commit gives it its place in the log. */
export type NewInspection = Omit<Inspection, 'sequence'>;

type Row = Omit<Inspection, 'heads' | 'located' | 'simulated' | 'pictures' | 'times'> & {
  readonly heads: string;
  readonly located: string | null;
  readonly simulated: 0 | 1;
  readonly pictures: string;
  readonly waitMs: number;
  readonly decodeMs: number;
  readonly runMs: number;
  readonly totalMs: number;
};

const columns = [
  ...[
    'resultId',
    'folderId',
    'file',
    'partId',
    'jobId',
    'view',
    'number',
    'product',
    'recipeId',
    'recipeVersion',
  ],
  ...[
    'bundleId',
    'calibrationId',
    'verdict',
    'processingState',
    'reason',
    'score',
    '"limit"',
    'reviewLimit',
    'head',
    'heads',
  ],
  ...[
    'provider',
    'createdAt',
    'simulated',
    'waitMs',
    'decodeMs',
    'runMs',
    'totalMs',
    'imageWidth',
    'imageHeight',
  ],
  ...['sizeBytes', 'contentSha256', 'pictures', 'movedTo', 'located'],
];
const insertSql = `INSERT INTO inspections (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
const selectSql = `SELECT sequence, ${columns.join(', ')} FROM inspections`;

/** Returns the row with its place in the log. Throws when this image has an inspection already. */
export function insertInspection(db: StationDatabase, one: NewInspection): Inspection {
  const sequence = changeOne(
    db,
    `Inspection ${one.resultId}`,
    insertSql,
    ...[one.resultId, one.folderId, one.file, one.partId, one.jobId, one.view, one.number, one.product],
    ...[one.recipeId, one.recipeVersion, one.bundleId, one.calibrationId, one.verdict, one.processingState],
    // The reason of a part not found follows from `located`: the column keeps that of an unreadable image alone.
    ...[
      whyNotFound(one.located) === null ? one.reason : null,
      one.score,
      one.limit,
      one.reviewLimit,
      one.head,
    ],
    ...[JSON.stringify(one.heads), one.provider],
    ...[
      one.createdAt,
      one.simulated ? 1 : 0,
      one.times.wait,
      one.times.decode,
      one.times.run,
      one.times.total,
    ],
    ...[
      one.imageWidth,
      one.imageHeight,
      one.sizeBytes,
      one.contentSha256,
      one.pictures.join(','),
      one.movedTo,
      one.located === null ? null : JSON.stringify(one.located),
    ],
  );
  return { ...one, sequence: Number(sequence) };
}

export function findInspection(db: StationDatabase, resultId: ResultId): Inspection | undefined {
  const row = statement<Row>(db, `${selectSql} WHERE resultId = ?`).get(resultId);
  return row && fromRow(row);
}

export interface InspectionFilter {
  readonly folderId?: FolderId | undefined;
  readonly verdict?: Verdict | undefined;
  readonly beforeSequence?: number | undefined;
  readonly limit: number;
}

/** Newest first. */
export function listInspections(db: StationDatabase, filter: InspectionFilter): Inspection[] {
  const conditions = [
    ...(filter.folderId === undefined ? [] : [{ sql: 'folderId = ?', value: filter.folderId }]),
    ...(filter.verdict === undefined ? [] : [{ sql: 'verdict = ?', value: filter.verdict }]),
    ...(filter.beforeSequence === undefined ? [] : [{ sql: 'sequence < ?', value: filter.beforeSequence }]),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  return statement<Row>(db, `${selectSql}${where} ORDER BY sequence DESC LIMIT ?`)
    .all(...conditions.map(({ value }) => value), filter.limit)
    .map(fromRow);
}

/** Inspections just before and after one in its folder; nearest last, and nearest first. */
export function neighboursOf(
  db: StationDatabase,
  { folderId, sequence }: Pick<Inspection, 'folderId' | 'sequence'>,
  each: number,
): { before: Inspection[]; after: Inspection[] } {
  const side = (compare: '<' | '>') =>
    statement<Row>(
      db,
      `${selectSql} WHERE folderId = ? AND sequence ${compare} ? ORDER BY sequence ${compare === '<' ? 'DESC' : 'ASC'} LIMIT ?`,
    )
      .all(folderId, sequence, each)
      .map(fromRow);
  return { before: side('<').reverse(), after: side('>') };
}

/** Rows by their place in the log, in the order asked, each with what its newest review says. */
export function reviewedInspections(db: StationDatabase, sequences: readonly number[]): ReviewedInspection[] {
  const rows = statement<Row & { review: ReviewOutcome }>(
    db,
    `SELECT i.*, ifnull(f.review, 'none') AS review FROM json_each(?) AS wanted
      JOIN (${selectSql}) AS i ON i.sequence = wanted.value
      LEFT JOIN inspectionFacts f ON f.sequence = i.sequence ORDER BY wanted.key`,
  ).all(JSON.stringify(sequences));
  const reviewed = rows.filter(({ review }) => review !== 'none').map(({ resultId }) => resultId);
  const reviews = newestReviews(db, reviewed);
  return rows.map(({ review, ...row }) => ({
    ...fromRow(row),
    review,
    newestReview: reviews.get(row.resultId) ?? null,
  }));
}

/** Position of the first row since that moment (ISO 8601 UTC); undefined when there is none. */
export function firstSequenceSince(db: StationDatabase, since: string): number | undefined {
  const row = statement<{ sequence: number | null }>(
    db,
    'SELECT min(sequence) AS sequence FROM inspections WHERE createdAt >= ?',
  ).get(since);
  return row?.sequence ?? undefined;
}

/** The log from this position on (exclusive), oldest first, without holding the database between rows. */
export function inspectionsAfter(
  db: StationDatabase,
  filter: { sequence: number; since: string; verdict: Verdict | null; limit: number },
): Inspection[] {
  const verdict = filter.verdict === null ? '' : ' AND verdict = ?';
  return statement<Row>(
    db,
    `${selectSql} WHERE sequence > ? AND createdAt >= ?${verdict} ORDER BY sequence LIMIT ?`,
  )
    .all(filter.sequence, filter.since, ...(filter.verdict === null ? [] : [filter.verdict]), filter.limit)
    .map(fromRow);
}

/** All inspections of a part, newest first. A null job matches inspections without one. */
export function inspectionsOfPart(db: StationDatabase, partId: string, jobId: string | null): Inspection[] {
  return statement<Row>(db, `${selectSql} WHERE partId = ? AND jobId IS ? ORDER BY sequence DESC`)
    .all(partId, jobId)
    .map(fromRow);
}

/**
 * Production inspections by one of these bundles whose newest review decided otherwise than the station, oldest first:
 * good parts that did not pass, or bad ones that did.
 */
export function overturnedInspections(
  db: StationDatabase,
  decision: 'pass' | 'fail',
  bundleIds: readonly string[],
): Inspection[] {
  const verdict = decision === 'pass' ? `verdict IN ('fail', 'review')` : `verdict IN ('pass', 'review')`;
  return statement<Row>(
    db,
    `${selectSql} WHERE resultId IN (SELECT resultId FROM reviews) AND ${verdict} AND simulated = 0
      AND bundleId IN (SELECT value FROM json_each(?))
      AND (SELECT decision FROM reviews WHERE reviews.resultId = inspections.resultId
        ORDER BY reviewId DESC LIMIT 1) = ?
      ORDER BY sequence`,
  )
    .all(JSON.stringify(bundleIds), decision)
    .map(fromRow);
}

/** Verdicts of a folder since that moment (ISO 8601 UTC), from the counts of the quarters of an hour. */
export function countVerdicts(
  db: StationDatabase,
  folderId: FolderId,
  since: string,
  simulated: boolean,
): Counts {
  const sinceMs = Date.parse(since);
  const firstWhole = Math.ceil(sinceMs / quarterHourMs);
  const rows = statement<{ verdict: Verdict; count: number }>(
    db,
    `SELECT verdict, sum(count) AS count FROM (
      SELECT verdict, conditionId, inspections AS count FROM quarterHours WHERE quarterHour >= @firstWhole
      UNION ALL
      SELECT verdict, conditionId, 1 FROM inspectionFacts
        WHERE createdMs >= @sinceMs AND createdMs < @firstWhole * ${quarterHourMs} AND sequence
          BETWEEN (SELECT min(firstSequence) FROM quarterHours WHERE quarterHour = @firstWhole - 1)
          AND (SELECT max(lastSequence) FROM quarterHours WHERE quarterHour = @firstWhole - 1)
    ) JOIN conditions USING (conditionId) WHERE folderId = @folderId AND simulated = @simulated GROUP BY verdict`,
  ).all({ firstWhole, sinceMs, folderId, simulated: simulated ? 1 : 0 });
  const counts = { pass: 0, fail: 0, review: 0, unreadable: 0 };
  for (const { verdict, count } of rows) counts[verdict] = count;
  return counts;
}

export function setMovedTo(db: StationDatabase, resultId: ResultId, movedTo: string | null): void {
  changeOne(
    db,
    `Inspection ${resultId}`,
    'UPDATE inspections SET movedTo = ? WHERE resultId = ?',
    movedTo,
    resultId,
  );
}

export function setPictures(db: StationDatabase, resultId: ResultId, pictures: readonly PictureKind[]): void {
  changeOne(
    db,
    `Inspection ${resultId}`,
    'UPDATE inspections SET pictures = ? WHERE resultId = ?',
    pictures.join(','),
    resultId,
  );
}

function fromRow(row: Row): Inspection {
  const { heads, simulated, pictures, waitMs, decodeMs, runMs, totalMs, ...rest } = row;
  const located = row.located === null ? null : (JSON.parse(row.located) as LocatedPart);
  return {
    ...rest,
    reason: rest.reason ?? whyNotFound(located),
    located,
    heads: JSON.parse(heads) as Inspection['heads'],
    simulated: simulated === 1,
    pictures: pictures === '' ? [] : (pictures.split(',') as PictureKind[]),
    times: { wait: waitMs, decode: decodeMs, run: runMs, total: totalMs },
  };
}
