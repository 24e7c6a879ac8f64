import type { ResultId, Review } from '../../common/inspection.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

const columns = 'resultId, decision, reason, "by", createdAt';

export function insertReview(db: StationDatabase, review: Review): void {
  changeOne(
    db,
    `Review of ${review.resultId}`,
    `INSERT INTO reviews (${columns}) VALUES (?, ?, ?, ?, ?)`,
    ...[review.resultId, review.decision, review.reason, review.by, review.createdAt],
  );
}

/** Oldest first. */
export function reviewsOf(db: StationDatabase, resultId: ResultId): Review[] {
  return statement<Review>(db, `SELECT ${columns} FROM reviews WHERE resultId = ? ORDER BY reviewId`).all(
    resultId,
  );
}
