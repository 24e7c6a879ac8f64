import type { ResultId } from '../../common/inspection.ts';
import type { Verdict } from '../../common/verdict.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

export interface PicturedFilter {
  readonly verdict: Verdict;
  /** Time-ordered ids from (inclusive) to (exclusive). */
  readonly fromId: string;
  readonly beforeId: string;
  readonly withReviewed: boolean;
  readonly limit: number;
}

/** Inspections that name pictures, oldest first. */
export function picturedBefore(
  db: StationDatabase,
  { verdict, fromId, beforeId, withReviewed, limit }: PicturedFilter,
): { resultId: ResultId; pictures: string }[] {
  const unreviewed = withReviewed
    ? ''
    : 'AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.resultId = inspections.resultId)';
  return statement<{ resultId: ResultId; pictures: string }>(
    db,
    // The plus has the ids walked along, of which few are between, and not everything of a verdict.
    `SELECT resultId, pictures FROM inspections WHERE resultId >= ? AND resultId < ? AND +verdict = ?
      AND pictures <> '' ${unreviewed} ORDER BY resultId LIMIT ?`,
  ).all(fromId, beforeId, verdict, limit);
}

/** Records that the pictures of an inspection are gone. */
export function forgetPictures(db: StationDatabase, resultId: ResultId): void {
  changeOne(
    db,
    `Inspection ${resultId}`,
    `UPDATE inspections SET pictures = '' WHERE resultId = ?`,
    resultId,
  );
}

export function hasPicturesBetween(db: StationDatabase, fromId: string, toId: string): boolean {
  const row = statement<{ found: 1 }>(
    db,
    `SELECT 1 AS found FROM inspections WHERE resultId >= ? AND resultId < ? AND pictures <> '' LIMIT 1`,
  ).get(fromId, toId);
  return row !== undefined;
}
