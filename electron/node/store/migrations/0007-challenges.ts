import type { Migration } from './migrations.ts';

/**
 * Known good and known bad images of each product, and what the station said of them. Tables of their own: a challenge
 * never was an inspection, so no count, trend or export of inspections can have it in.
 */
export const challenges: Migration = {
  version: 7,
  sql: `
  CREATE TABLE challengePolicies (
    recipeId TEXT PRIMARY KEY,
    policy TEXT NOT NULL CHECK (json_valid(policy))
  ) STRICT;

  CREATE TABLE challengeImages (
    challengeImageId TEXT PRIMARY KEY,
    recipeId TEXT NOT NULL,
    truth TEXT NOT NULL CHECK (truth IN ('good', 'bad')),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    sizeBytes INTEGER NOT NULL,
    extent TEXT NOT NULL CHECK (extent IN ('camera', 'region')),
    region TEXT CHECK (region IS NULL OR (json_valid(region) AND extent = 'region')),
    resultId TEXT REFERENCES inspections (resultId),
    addedAt TEXT NOT NULL,
    addedBy TEXT NOT NULL,
    removedAt TEXT,
    removedBy TEXT,
    CHECK ((removedAt IS NULL) = (removedBy IS NULL))
  ) STRICT;
  CREATE UNIQUE INDEX challengeImagesPresent ON challengeImages (recipeId, sha256) WHERE removedAt IS NULL;
  CREATE TRIGGER challengeImagesNeverDeleted BEFORE DELETE ON challengeImages
    BEGIN SELECT RAISE(ABORT, 'An image of a challenge set is removed by removedAt; its row stays.'); END;
  CREATE TRIGGER challengeImagesNeverChanged BEFORE UPDATE OF challengeImageId, recipeId, truth, name, sha256,
    sizeBytes, extent, region, resultId, addedAt, addedBy ON challengeImages
    BEGIN SELECT RAISE(ABORT, 'An image of a challenge set is never changed; remove it and add another one.'); END;

  CREATE TABLE challengeRuns (
    challengeRunId TEXT PRIMARY KEY,
    recipeId TEXT NOT NULL,
    recipeVersion INTEGER NOT NULL,
    product TEXT NOT NULL,
    folderId TEXT NOT NULL REFERENCES watchedFolders (folderId),
    occasion TEXT NOT NULL CHECK (occasion IN ('demand', 'change', 'shift', 'interval')),
    startedAt TEXT NOT NULL,
    finishedAt TEXT NOT NULL,
    startedBy TEXT NOT NULL,
    bundleId TEXT NOT NULL,
    calibrationId TEXT NOT NULL,
    provider TEXT NOT NULL,
    head TEXT NOT NULL,
    "limit" REAL NOT NULL,
    reviewLimit REAL,
    outcome TEXT NOT NULL CHECK (outcome IN ('passed', 'failed')),
    goods INTEGER NOT NULL,
    goodsPassed INTEGER NOT NULL,
    bads INTEGER NOT NULL,
    badsCaught INTEGER NOT NULL,
    FOREIGN KEY (recipeId, recipeVersion) REFERENCES recipes (recipeId, version)
  ) STRICT;
  CREATE INDEX challengeRunsByProduct ON challengeRuns (recipeId, folderId, challengeRunId);

  CREATE TABLE challengeVerdicts (
    challengeRunId TEXT NOT NULL REFERENCES challengeRuns (challengeRunId),
    challengeImageId TEXT NOT NULL REFERENCES challengeImages (challengeImageId),
    verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'fail', 'review', 'unreadable')),
    score REAL,
    heads TEXT NOT NULL CHECK (json_valid(heads)),
    reason TEXT,
    asExpected INTEGER NOT NULL CHECK (asExpected IN (0, 1)),
    PRIMARY KEY (challengeRunId, challengeImageId),
    CHECK ((verdict = 'unreadable') = (score IS NULL))
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE challengeSignatures (
    challengeRunId TEXT PRIMARY KEY REFERENCES challengeRuns (challengeRunId),
    user TEXT NOT NULL,
    meaning TEXT NOT NULL CHECK (meaning <> ''),
    at TEXT NOT NULL
  ) STRICT;
  ${['challengeRuns', 'challengeVerdicts', 'challengeSignatures']
    .flatMap((table) =>
      ['UPDATE', 'DELETE'].map(
        (change) => `
  CREATE TRIGGER ${table}Never${change} BEFORE ${change} ON ${table}
    BEGIN SELECT RAISE(ABORT, 'The result of a challenge is never changed or deleted.'); END;`,
      ),
    )
    .join('')}
  `,
};
