import type { ResultId, Review } from '../../common/inspection.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

const columns = 'resultId, decision, reason, reasonCode, "by", createdAt';

export function insertReview(db: StationDatabase, review: Review): void {
  changeOne(
    db,
    `Review of ${review.resultId}`,
    `INSERT INTO reviews (${columns}) VALUES (?, ?, ?, ?, ?, ?)`,
    ...[review.resultId, review.decision, review.reason, review.reasonCode, review.by, review.createdAt],
  );
}

/** Oldest first. */
export function reviewsOf(db: StationDatabase, resultId: ResultId): Review[] {
  return statement<Review>(db, `SELECT ${columns} FROM reviews WHERE resultId = ? ORDER BY reviewId`).all(
    resultId,
  );
}

/** The newest review of each of these that has one. */
export function newestReviews(
  db: StationDatabase,
  resultIds: readonly ResultId[],
): ReadonlyMap<ResultId, Review> {
  const rows = statement<Review>(
    db,
    `SELECT ${columns} FROM reviews WHERE reviewId IN
      (SELECT max(reviewId) FROM reviews WHERE resultId IN (SELECT value FROM json_each(?)) GROUP BY resultId)`,
  ).all(JSON.stringify(resultIds));
  return new Map(rows.map((review) => [review.resultId, review]));
}
