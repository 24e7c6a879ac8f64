import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  defaultChallengePolicy,
  type ChallengeImageId,
  type ChallengeRun,
  type ChallengeRunId,
} from '../../../electron/common/challenge.ts';
import {
  challengeVerdicts,
  findChallengeImage,
  insertChallengeImage,
  insertChallengeRun,
  insertChallengeSignature,
  listChallengeImages,
  newestChallengeRun,
  readChallengePolicy,
  removeChallengeImage,
  writeChallengePolicy,
  type StoredChallengeImage,
} from '../../../electron/node/store/challenges.ts';
import { openDatabase } from '../../../electron/node/store/db.ts';
import { seedFolder, someFolder, someRecipe, someTime } from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

const { recipeId } = someRecipe;
const image: Omit<StoredChallengeImage, 'removedAt'> = {
  challengeImageId: 'image-1' as ChallengeImageId,
  recipeId,
  truth: 'bad',
  name: 'a/b.png',
  sha256: 'a'.repeat(64),
  sizeBytes: 10,
  extent: 'camera',
  region: null,
  resultId: null,
  addedAt: someTime,
  addedBy: 'eva',
};
const run: Omit<ChallengeRun, 'signature'> = {
  challengeRunId: 'run-1' as ChallengeRunId,
  recipeId,
  recipeVersion: 1,
  product: 'bottle',
  folderId: someFolder.folderId,
  occasion: 'demand',
  startedAt: someTime,
  finishedAt: someTime,
  startedBy: 'eva',
  bundleId: 'bundle-1',
  calibrationId: 'calibration-1',
  provider: 'cpu',
  head: 'mae',
  limit: 1,
  reviewLimit: null,
  outcome: 'failed',
  goods: 0,
  goodsPassed: 0,
  bads: 1,
  badsCaught: 0,
};

function database(t: TestContext) {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  seedFolder(db);
  return db;
}

test('an image is in a set once, is removed with who and when, and its row stays', (t) => {
  const db = database(t);
  insertChallengeImage(db, image);
  assert.deepEqual(listChallengeImages(db, recipeId), [{ ...image, removedAt: null }]);
  const again = { ...image, challengeImageId: 'image-2' as ChallengeImageId };
  assert.throws(() => insertChallengeImage(db, again), /UNIQUE/);
  assert.throws(() => db.exec(`UPDATE challengeImages SET truth = 'good'`), /never changed/);
  assert.throws(() => db.exec('DELETE FROM challengeImages'), /its row stays/);
  removeChallengeImage(db, image.challengeImageId, someTime, 'otto');
  assert.throws(() => removeChallengeImage(db, image.challengeImageId, someTime, 'otto'), /image-1/);
  assert.deepEqual(listChallengeImages(db, recipeId), []);
  assert.equal(findChallengeImage(db, image.challengeImageId)?.removedAt, someTime);
  insertChallengeImage(db, again);
});

test('a result is kept with its verdicts, signed once, and never changed', (t) => {
  const db = database(t);
  insertChallengeImage(db, image);
  const stored = { ...image, removedAt: null };
  const verdict = {
    verdict: 'pass',
    score: 0.5,
    heads: { mae: 0.5 },
    reason: null,
    asExpected: false,
  } as const;
  insertChallengeRun(db, run, [{ image: stored, ...verdict }]);
  assert.deepEqual(newestChallengeRun(db, recipeId, someFolder.folderId), { ...run, signature: null });
  assert.deepEqual(challengeVerdicts(db, run.challengeRunId), [{ image: stored, ...verdict }]);
  const signature = { user: 'eva', meaning: 'Reviewed.', at: someTime };
  insertChallengeSignature(db, run.challengeRunId, signature);
  assert.deepEqual(newestChallengeRun(db, recipeId, someFolder.folderId)?.signature, signature);
  assert.throws(() => insertChallengeSignature(db, run.challengeRunId, signature), /UNIQUE/);
  for (const table of ['challengeRuns', 'challengeVerdicts', 'challengeSignatures']) {
    assert.throws(() => db.exec(`DELETE FROM ${table}`), /never changed or deleted/);
    assert.throws(() => db.exec(`UPDATE ${table} SET challengeRunId = 'x'`), /never changed or deleted/);
  }
});

test('a product without a policy has the default one; a stored one lacks what came later', (t) => {
  const db = database(t);
  assert.deepEqual(readChallengePolicy(db, recipeId), defaultChallengePolicy);
  writeChallengePolicy(db, recipeId, { ...defaultChallengePolicy, everyHours: 4 });
  writeChallengePolicy(db, recipeId, { ...defaultChallengePolicy, everyHours: 8, consequence: 'block' });
  assert.deepEqual(readChallengePolicy(db, recipeId), {
    ...defaultChallengePolicy,
    everyHours: 8,
    consequence: 'block',
  });
  db.exec(`UPDATE challengePolicies SET policy = '{"consequence":"block"}'`);
  assert.deepEqual(readChallengePolicy(db, recipeId), { ...defaultChallengePolicy, consequence: 'block' });
});
