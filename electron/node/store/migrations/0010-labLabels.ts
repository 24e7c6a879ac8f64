import type { Migration } from './migrations.ts';

/** What people say in the metric lab that images of folders show: by content, appended, the newest counting. */
export const labLabels: Migration = {
  version: 10,
  sql: `
  CREATE TABLE labLabels (
    labelId INTEGER PRIMARY KEY,
    recipeId TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    truth TEXT CHECK (truth IN ('good', 'bad')),
    "by" TEXT NOT NULL,
    createdAt TEXT NOT NULL
  ) STRICT;
  CREATE INDEX labLabelsByImage ON labLabels (recipeId, sha256, labelId);
  ${['UPDATE', 'DELETE']
    .map(
      (change) => `
  CREATE TRIGGER labLabelsNever${change} BEFORE ${change} ON labLabels
    BEGIN SELECT RAISE(ABORT, 'A label is never changed or deleted; a newer one counts instead.'); END;`,
    )
    .join('')}
  `,
};
