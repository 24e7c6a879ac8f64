import type { Migration } from './migrations.ts';

/** Lets nothing but inserts through, with a sentence for whoever tries. */
const appendOnly = (table: string, what: string) => `
  CREATE TRIGGER ${table}NeverUpdated BEFORE UPDATE ON ${table}
    BEGIN SELECT RAISE(ABORT, '${what} is never changed, only appended.'); END;
  CREATE TRIGGER ${table}NeverDeleted BEFORE DELETE ON ${table}
    BEGIN SELECT RAISE(ABORT, '${what} is never deleted.'); END;`;

/** Columns that stay as committed; movedTo and pictures follow the files on disk. */
const fixedColumns = `sequence, resultId, folderId, file, partId, jobId, view, number, product, recipeId,
  recipeVersion, bundleId, calibrationId, verdict, processingState, reason, score, "limit", head, heads, provider,
  createdAt, simulated, waitMs, decodeMs, runMs, totalMs, imageWidth, imageHeight, sizeBytes, contentSha256`;

/** Field words of OPC 40100-1 where it has one; times are ISO 8601 in UTC, durations milliseconds. */
export const firstSchema: Migration = {
  version: 1,
  sql: `
  CREATE TABLE watchedFolders (
    folderId TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    recursive INTEGER NOT NULL CHECK (recursive IN (0, 1)),
    watching TEXT NOT NULL CHECK (watching IN ('events', 'polling')),
    existingFiles TEXT NOT NULL CHECK (existingFiles IN ('inspect', 'ignore')),
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    inspecting INTEGER NOT NULL CHECK (inspecting IN (0, 1)),
    createdAt TEXT NOT NULL,
    firstScanAt TEXT,
    removedAt TEXT
  ) STRICT;
  CREATE UNIQUE INDEX watchedFoldersByPath ON watchedFolders (path) WHERE removedAt IS NULL;

  CREATE TABLE recipes (
    recipeId TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    createdAt TEXT NOT NULL,
    createdBy TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('production', 'demo')),
    settings TEXT NOT NULL CHECK (json_valid(settings)),
    PRIMARY KEY (recipeId, version)
  ) STRICT, WITHOUT ROWID;
  ${appendOnly('recipes', 'A version of a recipe')}

  CREATE TABLE recipesInForce (
    switchId INTEGER PRIMARY KEY,
    folderId TEXT NOT NULL REFERENCES watchedFolders (folderId),
    recipeId TEXT NOT NULL,
    version INTEGER NOT NULL,
    switchedAt TEXT NOT NULL,
    switchedBy TEXT NOT NULL,
    FOREIGN KEY (recipeId, version) REFERENCES recipes (recipeId, version)
  ) STRICT;
  CREATE INDEX recipesInForceByFolder ON recipesInForce (folderId, switchId);
  ${appendOnly('recipesInForce', 'A switch of recipes')}

  CREATE TABLE ledger (
    resultId TEXT PRIMARY KEY,
    folderId TEXT NOT NULL REFERENCES watchedFolders (folderId),
    file TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('seen', 'settled', 'judged', 'unreadable', 'moving', 'moved',
      'overwritten', 'unchanged', 'renamed', 'ignored')),
    sizeBytes INTEGER NOT NULL,
    modifiedMs REAL NOT NULL,
    contentSha256 TEXT,
    moveTarget TEXT,
    seenAt TEXT NOT NULL,
    changedAt TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ledgerByFile ON ledger (folderId, file);
  CREATE INDEX ledgerUnfinished ON ledger (folderId, state) WHERE state IN ('seen', 'settled', 'moving');

  CREATE TABLE inspections (
    sequence INTEGER PRIMARY KEY,
    resultId TEXT NOT NULL UNIQUE REFERENCES ledger (resultId),
    folderId TEXT NOT NULL REFERENCES watchedFolders (folderId),
    file TEXT NOT NULL,
    partId TEXT,
    jobId TEXT,
    view TEXT,
    number INTEGER,
    product TEXT NOT NULL,
    recipeId TEXT NOT NULL,
    recipeVersion INTEGER NOT NULL,
    bundleId TEXT NOT NULL,
    calibrationId TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'fail', 'review', 'unreadable')),
    processingState TEXT NOT NULL CHECK (processingState IN ('completed', 'failed')),
    reason TEXT,
    score REAL,
    "limit" REAL NOT NULL,
    head TEXT NOT NULL,
    heads TEXT NOT NULL CHECK (json_valid(heads)),
    provider TEXT NOT NULL,
    createdAt TEXT NOT NULL,
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    waitMs REAL NOT NULL,
    decodeMs REAL NOT NULL,
    runMs REAL NOT NULL,
    totalMs REAL NOT NULL,
    imageWidth INTEGER,
    imageHeight INTEGER,
    sizeBytes INTEGER NOT NULL,
    contentSha256 TEXT,
    pictures TEXT NOT NULL,
    movedTo TEXT,
    FOREIGN KEY (recipeId, recipeVersion) REFERENCES recipes (recipeId, version),
    CHECK ((verdict = 'unreadable') = (processingState = 'failed')),
    CHECK ((verdict = 'unreadable') = (reason IS NOT NULL)),
    CHECK ((verdict = 'unreadable') = (score IS NULL))
  ) STRICT;
  CREATE INDEX inspectionsByVerdict ON inspections (verdict, sequence);
  CREATE INDEX inspectionsByFolder ON inspections (folderId, sequence);
  CREATE INDEX inspectionsByFolderVerdict ON inspections (folderId, verdict, sequence);
  CREATE INDEX inspectionsByTime ON inspections (createdAt);
  CREATE INDEX inspectionsByShift ON inspections (folderId, simulated, createdAt, verdict);
  CREATE INDEX inspectionsByPart ON inspections (partId, jobId, sequence) WHERE partId IS NOT NULL;
  CREATE TRIGGER inspectionsNeverUpdated BEFORE UPDATE OF ${fixedColumns} ON inspections
    BEGIN SELECT RAISE(ABORT, 'An inspection is never changed; append a review.'); END;
  CREATE TRIGGER inspectionsNeverDeleted BEFORE DELETE ON inspections
    BEGIN SELECT RAISE(ABORT, 'An inspection is never deleted.'); END;

  CREATE TABLE reviews (
    reviewId INTEGER PRIMARY KEY,
    resultId TEXT NOT NULL REFERENCES inspections (resultId),
    decision TEXT NOT NULL CHECK (decision IN ('pass', 'fail')),
    reason TEXT NOT NULL CHECK (reason <> ''),
    "by" TEXT NOT NULL,
    createdAt TEXT NOT NULL
  ) STRICT;
  CREATE INDEX reviewsByResult ON reviews (resultId, reviewId);
  ${appendOnly('reviews', 'A review')}

  CREATE TABLE events (
    eventId INTEGER PRIMARY KEY,
    createdAt TEXT NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    "by" TEXT NOT NULL
  ) STRICT;
  ${appendOnly('events', 'A line of the record')}

  CREATE TABLE alarms (
    alarmId TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    folderId TEXT REFERENCES watchedFolders (folderId),
    state TEXT NOT NULL CHECK (state IN ('unacknowledged', 'acknowledged', 'returnedUnacknowledged', 'normal')),
    message TEXT NOT NULL,
    raisedAt TEXT NOT NULL,
    occurrences INTEGER NOT NULL CHECK (occurrences >= 1)
  ) STRICT;
  CREATE INDEX alarmsActive ON alarms (state) WHERE state <> 'normal';

  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
  ) STRICT;
  `,
};
