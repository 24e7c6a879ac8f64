import { countRowsSql, outcomeSql } from '../countRows.ts';
import type { Migration } from './migrations.ts';

/** Adds or takes away one review's outcome from the quarter of an hour of its inspection. */
const recount = (outcome: string, change: '+ 1' | '- 1') => `
  UPDATE quarterHours SET
      confirmed = confirmed ${change} * (${outcome} IS 'confirmed'),
      overturned = overturned ${change} * (${outcome} IS 'overturned'),
      decided = decided ${change} * (${outcome} IS 'decided')
    FROM inspectionFacts f
    WHERE f.sequence = new.sequence AND quarterHours.quarterHour = f.createdMs / 900000
      AND quarterHours.conditionId = f.conditionId AND quarterHours.verdict = f.verdict;`;

/**
 * What searches and charts over millions of rows need: narrow facts of every row, and counts for every quarter of an hour, both
 * kept by triggers in the transaction of the row or review itself. Rows from before wait in rowsToCount: nothing here may look at
 * every row, as a new column of a STRICT table would (ALTER TABLE checks all of it).
 */
export const history: Migration = {
  version: 5,
  sql: `
  ALTER TABLE reviews ADD COLUMN reasonCode TEXT;

  CREATE TABLE conditions (
    conditionId INTEGER PRIMARY KEY,
    folderId TEXT NOT NULL REFERENCES watchedFolders (folderId),
    product TEXT NOT NULL,
    recipeId TEXT NOT NULL,
    recipeVersion INTEGER NOT NULL,
    bundleId TEXT NOT NULL,
    calibrationId TEXT NOT NULL,
    head TEXT NOT NULL,
    "limit" REAL NOT NULL,
    reviewLimit REAL,
    simulated INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX conditionsOnce ON conditions (folderId, recipeId, recipeVersion, bundleId, calibrationId, head,
    "limit", ifnull(reviewLimit, 'none'), simulated, product);

  CREATE TABLE jobs (jobKey INTEGER PRIMARY KEY, jobId TEXT NOT NULL UNIQUE) STRICT;

  CREATE TABLE inspectionFacts (
    sequence INTEGER PRIMARY KEY REFERENCES inspections (sequence),
    createdMs INTEGER NOT NULL,
    conditionId INTEGER NOT NULL REFERENCES conditions (conditionId),
    verdict TEXT NOT NULL,
    scoreRatio REAL,
    jobKey INTEGER REFERENCES jobs (jobKey),
    cause TEXT,
    review TEXT,
    reviewReason TEXT
  ) STRICT;
  CREATE INDEX factsNotPassed ON inspectionFacts
    (sequence, verdict, conditionId, createdMs, scoreRatio, jobKey, cause, review) WHERE verdict <> 'pass';
  CREATE INDEX factsReviewed ON inspectionFacts
    (sequence, review, conditionId, createdMs, verdict, reviewReason) WHERE review IS NOT NULL;
  CREATE INDEX factsCaused ON inspectionFacts
    (sequence, cause, conditionId, createdMs, verdict, review) WHERE cause IS NOT NULL;
  CREATE INDEX factsByRatio ON inspectionFacts (scoreRatio, sequence) WHERE scoreRatio IS NOT NULL;
  CREATE INDEX factsByJob ON inspectionFacts (jobKey, sequence) WHERE jobKey IS NOT NULL;

  CREATE TABLE quarterHours (
    quarterHour INTEGER NOT NULL,
    conditionId INTEGER NOT NULL REFERENCES conditions (conditionId),
    verdict TEXT NOT NULL,
    inspections INTEGER NOT NULL,
    confirmed INTEGER NOT NULL,
    overturned INTEGER NOT NULL,
    decided INTEGER NOT NULL,
    firstSequence INTEGER NOT NULL,
    lastSequence INTEGER NOT NULL,
    ratioMin REAL,
    ratioMax REAL,
    ratioSum REAL,
    PRIMARY KEY (quarterHour, conditionId, verdict)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE rowsToCount (upTo INTEGER PRIMARY KEY) STRICT;
  INSERT INTO rowsToCount
    SELECT upTo FROM (SELECT max(sequence) AS upTo FROM inspections) WHERE upTo IS NOT NULL;

  CREATE TRIGGER inspectionsCounted AFTER INSERT ON inspections BEGIN
    ${countRowsSql('new.sequence', 'new.sequence').join('\n')}
  END;
  CREATE TRIGGER factsReviewChanged AFTER UPDATE OF review ON inspectionFacts BEGIN
    ${recount('old.review', '- 1')}
    ${recount('new.review', '+ 1')}
  END;
  CREATE TRIGGER reviewsCounted AFTER INSERT ON reviews BEGIN
    UPDATE inspectionFacts SET
        review = ${outcomeSql('verdict', 'new.decision')},
        reviewReason = new.reasonCode
      WHERE sequence = (SELECT sequence FROM inspections WHERE resultId = new.resultId);
  END;

  CREATE TABLE findings (
    sequence INTEGER PRIMARY KEY REFERENCES inspections (sequence),
    cause TEXT,
    places BLOB
  ) STRICT;
  CREATE TRIGGER findingsCounted AFTER INSERT ON findings WHEN new.cause IS NOT NULL BEGIN
    UPDATE inspectionFacts SET cause = new.cause WHERE sequence = new.sequence;
  END;

  CREATE TABLE savedFilters (
    filterId TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    filter TEXT NOT NULL CHECK (json_valid(filter)),
    savedBy TEXT NOT NULL,
    forAll INTEGER NOT NULL CHECK (forAll IN (0, 1)),
    savedAt TEXT NOT NULL
  ) STRICT;

  DROP INDEX inspectionsByVerdict;
  DROP INDEX inspectionsByFolderVerdict;
  DROP INDEX inspectionsByShift;
  `,
};
