import type { Migration } from './migrations.ts';

/** Orders and operators as they were entered at the line, a row an entry; what was in force when is read from them. */
export const jobEntries: Migration = {
  version: 8,
  sql: `
  CREATE TABLE jobEntries (
    entry INTEGER PRIMARY KEY,
    folderId TEXT NOT NULL REFERENCES watchedFolders (folderId),
    jobId TEXT CHECK (jobId <> ''),
    operator TEXT CHECK (operator <> ''),
    enteredAt TEXT NOT NULL,
    enteredBy TEXT NOT NULL
  ) STRICT;
  CREATE INDEX jobEntriesByFolder ON jobEntries (folderId, entry);
  CREATE TRIGGER jobEntriesNeverUpdated BEFORE UPDATE ON jobEntries
    BEGIN SELECT RAISE(ABORT, 'An entry of a job is never changed, only appended.'); END;
  CREATE TRIGGER jobEntriesNeverDeleted BEFORE DELETE ON jobEntries
    BEGIN SELECT RAISE(ABORT, 'An entry of a job is never deleted.'); END;
  `,
};
