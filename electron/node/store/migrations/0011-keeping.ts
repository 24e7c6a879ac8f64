import type { Migration } from './migrations.ts';

/** Every backup is listed; how long pictures are kept is a rule for each verdict, and what was set before holds for all of them. */
export const keeping: Migration = {
  version: 11,
  sql: `
  CREATE TABLE backUps (
    backUpId INTEGER PRIMARY KEY,
    startedAt TEXT NOT NULL,
    "by" TEXT NOT NULL,
    scheduled INTEGER NOT NULL CHECK (scheduled IN (0, 1)),
    path TEXT NOT NULL,
    sizeBytes INTEGER NOT NULL,
    entry INTEGER,
    hash TEXT,
    failure TEXT,
    deletedAt TEXT,
    CHECK ((failure IS NULL) = (entry IS NOT NULL)),
    CHECK ((entry IS NULL) = (hash IS NULL))
  ) STRICT;

  INSERT INTO settings (name, value)
    SELECT 'keepPictures', json_object('pass', json(rule), 'fail', json(rule), 'review', json(rule),
      'unreadable', json(rule),
      'reviewed', json('false'))
    FROM (SELECT json_object('days', json(value), 'inspections', NULL, 'gigabytes', NULL) AS rule
      FROM settings WHERE name = 'keepPicturesDays');
  DELETE FROM settings WHERE name = 'keepPicturesDays';
  `,
};
