import type { Migration } from './migrations.ts';

/**
 * Alarms can be shelved, and every step of theirs is kept. A CHECK cannot be altered, so the table is made anew; no
 * alarm from before was shelved, and what an unseen one tells of was still there only while it had not returned.
 */
export const alarmHistory: Migration = {
  version: 6,
  sql: `
  CREATE TABLE alarmsAnew (
    alarmId TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    folderId TEXT REFERENCES watchedFolders (folderId),
    state TEXT NOT NULL CHECK (state IN ('unacknowledged', 'acknowledged', 'returnedUnacknowledged', 'shelved', 'normal')),
    message TEXT NOT NULL,
    raisedAt TEXT NOT NULL,
    occurrences INTEGER NOT NULL CHECK (occurrences >= 1),
    causePresent INTEGER NOT NULL CHECK (causePresent IN (0, 1)),
    shelvedBy TEXT,
    shelvedUntil TEXT,
    CHECK ((state = 'shelved') = (shelvedUntil IS NOT NULL)),
    CHECK ((state = 'shelved') = (shelvedBy IS NOT NULL))
  ) STRICT;
  INSERT INTO alarmsAnew SELECT alarmId, kind, folderId, state, message, raisedAt, occurrences,
    state IN ('unacknowledged', 'acknowledged'), NULL, NULL FROM alarms;
  DROP TABLE alarms;
  ALTER TABLE alarmsAnew RENAME TO alarms;
  CREATE INDEX alarmsActive ON alarms (state) WHERE state <> 'normal';

  CREATE TABLE alarmHistory (
    entry INTEGER PRIMARY KEY,
    alarmId TEXT NOT NULL,
    kind TEXT NOT NULL,
    folderId TEXT,
    at TEXT NOT NULL,
    step TEXT NOT NULL,
    state TEXT NOT NULL,
    "by" TEXT NOT NULL,
    message TEXT NOT NULL,
    until TEXT
  ) STRICT;
  CREATE INDEX alarmHistoryByKind ON alarmHistory (kind, entry);
  CREATE INDEX alarmHistoryByStep ON alarmHistory (step, entry);
  CREATE TRIGGER alarmHistoryNeverUpdated BEFORE UPDATE ON alarmHistory
    BEGIN SELECT RAISE(ABORT, 'A step of an alarm is never changed, only appended.'); END;
  CREATE TRIGGER alarmHistoryNeverDeleted BEFORE DELETE ON alarmHistory
    BEGIN SELECT RAISE(ABORT, 'A step of an alarm is never deleted.'); END;
  `,
};
