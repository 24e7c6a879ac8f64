import type { Migration } from './migrations.ts';

/** Where the part was found, as JSON; null in every row from before, and wherever the bundle does not locate. */
export const located: Migration = {
  version: 3,
  sql: `
  ALTER TABLE inspections ADD COLUMN located TEXT
    CHECK (located IS NULL OR (json_valid(located) AND verdict <> 'unreadable'));
  CREATE TRIGGER inspectionsLocatedNeverUpdated BEFORE UPDATE OF located ON inspections
    BEGIN SELECT RAISE(ABORT, 'An inspection is never changed; append a review.'); END;
  `,
};
