import type { Migration } from './migrations.ts';

/** What has been entered of a product being set up, so that a restart loses nothing of it: at most one row. */
export const setUp: Migration = {
  version: 9,
  sql: `
  CREATE TABLE setUp (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    draft TEXT CHECK (draft IS NULL OR json_valid(draft)),
    revision INTEGER NOT NULL,
    teachingId TEXT,
    recipeId TEXT,
    recipeVersion INTEGER,
    CHECK ((recipeId IS NULL) = (recipeVersion IS NULL)),
    FOREIGN KEY (recipeId, recipeVersion) REFERENCES recipes (recipeId, version)
  ) STRICT;
  INSERT INTO setUp (only, draft, revision) VALUES (1, NULL, 0);
  `,
};
