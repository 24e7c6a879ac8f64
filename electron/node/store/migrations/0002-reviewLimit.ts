import type { Migration } from './migrations.ts';

/** Columns that stay as committed; movedTo and pictures follow the files on disk. */
const fixedColumns = `sequence, resultId, folderId, file, partId, jobId, view, number, product, recipeId,
  recipeVersion, bundleId, calibrationId, verdict, processingState, reason, score, "limit", reviewLimit, head, heads,
  provider, createdAt, simulated, waitMs, decodeMs, runMs, totalMs, imageWidth, imageHeight, sizeBytes, contentSha256`;

/** The second limit an image was judged by; none of the older rows had one. */
export const reviewLimit: Migration = {
  version: 2,
  sql: `
  ALTER TABLE inspections ADD COLUMN reviewLimit REAL
    CHECK (verdict <> 'review' OR (reviewLimit IS NOT NULL AND score > reviewLimit));
  DROP TRIGGER inspectionsNeverUpdated;
  CREATE TRIGGER inspectionsNeverUpdated BEFORE UPDATE OF ${fixedColumns} ON inspections
    BEGIN SELECT RAISE(ABORT, 'An inspection is never changed; append a review.'); END;
  `,
};
