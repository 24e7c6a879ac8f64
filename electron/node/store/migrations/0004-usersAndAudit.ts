import type { Migration } from './migrations.ts';

/**
 * Users, off in every station from before, and the trail of what people do. Names are never given twice, so that the
 * trail stays clear about who somebody was.
 */
export const usersAndAudit: Migration = {
  version: 4,
  sql: `
  CREATE TABLE users (
    userId TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    role TEXT NOT NULL CHECK (role IN ('observer', 'operator', 'engineer', 'supervisor')),
    secretHash TEXT NOT NULL,
    createdAt TEXT NOT NULL,
    createdBy TEXT NOT NULL,
    lastLogInAt TEXT,
    removedAt TEXT
  ) STRICT;
  CREATE TRIGGER usersNeverDeleted BEFORE DELETE ON users
    BEGIN SELECT RAISE(ABORT, 'A user is removed by removedAt; its row stays.'); END;

  CREATE TABLE userRules (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    areOn INTEGER NOT NULL CHECK (areOn IN (0, 1)),
    nobodyMayLook INTEGER NOT NULL CHECK (nobodyMayLook IN (0, 1)),
    idleMinutes INTEGER CHECK (idleMinutes >= 1)
  ) STRICT;

  CREATE TABLE logInAttempts (
    name TEXT PRIMARY KEY COLLATE NOCASE,
    failures INTEGER NOT NULL CHECK (failures >= 1),
    failedAt TEXT NOT NULL,
    lockedUntil TEXT
  ) STRICT;

  CREATE TABLE audit (
    entry INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    zone TEXT NOT NULL,
    "by" TEXT NOT NULL,
    role TEXT,
    action TEXT NOT NULL,
    record TEXT,
    old TEXT NOT NULL CHECK (json_valid(old)),
    new TEXT NOT NULL CHECK (json_valid(new)),
    why TEXT,
    signature TEXT,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER auditNeverUpdated BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'An entry of the audit trail is never changed.'); END;
  CREATE TRIGGER auditNeverDeleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'An entry of the audit trail is never deleted.'); END;
  CREATE TRIGGER auditAppended BEFORE INSERT ON audit
    WHEN NEW.entry <> (SELECT coalesce(max(entry), 0) + 1 FROM audit)
      OR NEW.previous <> coalesce((SELECT hash FROM audit ORDER BY entry DESC LIMIT 1), '${'0'.repeat(64)}')
    BEGIN SELECT RAISE(ABORT, 'An entry of the audit trail follows the newest one.'); END;
  `,
};
