import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { AlarmId, FolderId, RecipeId, ResultId } from '../../../electron/common/inspection.ts';
import { activeAlarms, saveAlarm } from '../../../electron/node/store/alarmRows.ts';
import { openDatabase, type StationDatabase } from '../../../electron/node/store/db.ts';
import { insertEvent, listEvents } from '../../../electron/node/store/events.ts';
import * as inspections from '../../../electron/node/store/inspections.ts';
import * as ledger from '../../../electron/node/store/ledger.ts';
import { forgetPictures, hasPicturesBetween, picturedBefore } from '../../../electron/node/store/pictures.ts';
import { insertRecipe, listRecipes, newestVersion } from '../../../electron/node/store/recipes.ts';
import {
  insertRecipeSwitch,
  listRecipeSwitches,
  recipeInForce,
} from '../../../electron/node/store/recipesInForce.ts';
import { insertReview, reviewsOf } from '../../../electron/node/store/reviews.ts';
import { defaultSettings, readSettings, writeSetting } from '../../../electron/node/store/settings.ts';
import * as folders from '../../../electron/node/store/watchedFolders.ts';
import {
  addInspection,
  ledgerRow,
  newInspection,
  seedFolder,
  someFolder,
  someRecipe,
  someTime,
} from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

function open(t: TestContext): StationDatabase {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  seedFolder(db);
  return db;
}
const id = (text: string) => text as ResultId;

test('one image has one inspection: a second one for the same ResultId is refused', (t) => {
  const db = open(t);
  addInspection(db, 'a');
  assert.throws(() => inspections.insertInspection(db, newInspection('a')), /UNIQUE/);
  assert.throws(() => inspections.insertInspection(db, newInspection('never seen')), /FOREIGN KEY/);
});

test('verdict and processing state are checked by the database', (t) => {
  const db = open(t);
  const refuse = (one: Partial<inspections.NewInspection>) => {
    ledger.insertLedgerRow(db, ledgerRow(`c${Math.random()}`, { resultId: id(`x${Math.random()}`) }));
    assert.throws(() => addInspection(db, `c${Math.random()}`, one), /CHECK/);
  };
  refuse({ verdict: 'good' as 'pass' });
  refuse({ processingState: 'done' as 'completed' });
  refuse({ verdict: 'unreadable' });
  refuse({ verdict: 'unreadable', processingState: 'failed', score: null, reason: null });
  refuse({ score: null });
});

test('an inspection stays as committed, but for where its file and pictures are', (t) => {
  const db = open(t);
  const before = addInspection(db, 'a');
  assert.throws(() => db.exec(`UPDATE inspections SET verdict = 'fail'`), /append a review/);
  assert.throws(() => db.exec(`DELETE FROM inspections`), /never deleted/);
  inspections.setMovedTo(db, id('a'), 'pass/2026-03-01/a.png');
  inspections.setPictures(db, id('a'), ['map']);
  assert.deepEqual(inspections.findInspection(db, id('a')), {
    ...before,
    movedTo: 'pass/2026-03-01/a.png',
    pictures: ['map'],
  });
  assert.throws(() => inspections.setMovedTo(db, id('b'), 'x'), /expected to change 1 row, changed 0/);
});

const appendOnly = ['reviews', 'events', 'recipes', 'recipesInForce'];
for (const table of appendOnly) {
  test(`${table} can only be appended to`, (t) => {
    const db = open(t);
    addInspection(db, 'a');
    insertReview(db, {
      resultId: id('a'),
      decision: 'fail',
      reason: 'dent',
      reasonCode: null,
      by: 'eva',
      createdAt: someTime,
    });
    insertEvent(db, { createdAt: someTime, kind: 'started', message: 'Started.', by: 'station' });
    const column = (db.pragma(`table_info(${table})`) as { name: string }[])[1]?.name;
    assert.throws(() => db.exec(`UPDATE ${table} SET "${column}" = "${column}"`), /only appended/);
    assert.throws(() => db.exec(`DELETE FROM ${table}`), /never deleted/);
  });
}

test('reviews are listed oldest first and need an inspection and a reason', (t) => {
  const db = open(t);
  addInspection(db, 'a');
  const review = {
    resultId: id('a'),
    decision: 'fail',
    reason: 'dent',
    reasonCode: null,
    by: 'eva',
    createdAt: someTime,
  } as const;
  insertReview(db, review);
  insertReview(db, { ...review, decision: 'pass', reason: 'only dust' });
  assert.deepEqual(
    reviewsOf(db, id('a')).map(({ reason }) => reason),
    ['dent', 'only dust'],
  );
  assert.throws(() => insertReview(db, { ...review, resultId: id('b') }), /FOREIGN KEY/);
  assert.throws(() => insertReview(db, { ...review, reason: '' }), /CHECK/);
});

test('the log pages backwards, by folder without scanning the table', (t) => {
  const db = open(t);
  for (let index = 1; index <= 10; index += 1) {
    const unreadable = {
      verdict: 'unreadable',
      processingState: 'failed',
      score: null,
      reason: 'Empty.',
    } as const;
    addInspection(db, `r${index}`, index % 5 === 0 ? unreadable : {});
  }
  const sequences = (filter: inspections.InspectionFilter) =>
    inspections.listInspections(db, filter).map(({ sequence }) => sequence);
  assert.deepEqual(sequences({ limit: 3 }), [10, 9, 8]);
  assert.deepEqual(sequences({ limit: 3, beforeSequence: 8 }), [7, 6, 5]);
  assert.deepEqual(sequences({ limit: 3, verdict: 'unreadable' }), [10, 5]);
  assert.deepEqual(sequences({ limit: 3, verdict: 'pass', folderId: 'other' as FolderId }), []);
  const plan = db
    .prepare(
      `EXPLAIN QUERY PLAN SELECT * FROM inspections WHERE folderId = 'x' AND sequence < 5
      ORDER BY sequence DESC LIMIT 5`,
    )
    .all() as { detail: string }[];
  assert.deepEqual(
    plan.map(({ detail }) => /^SEARCH .*USING INDEX inspectionsByFolder /.test(detail)),
    [true],
  );
});

test('counts of a shift come from the index alone and keep simulations apart', (t) => {
  const db = open(t);
  addInspection(db, 'old', { createdAt: '2026-02-28T00:00:00.000Z' });
  addInspection(db, 'a');
  addInspection(db, 'b', { verdict: 'fail' });
  addInspection(db, 'c', { simulated: true });
  const { folderId } = someFolder;
  assert.deepEqual(inspections.countVerdicts(db, folderId, someTime, false), {
    pass: 1,
    fail: 1,
    review: 0,
    unreadable: 0,
  });
  assert.deepEqual(inspections.countVerdicts(db, folderId, someTime, true), {
    pass: 1,
    fail: 0,
    review: 0,
    unreadable: 0,
  });
  addInspection(db, 'later', { createdAt: '2026-03-01T10:07:00.000Z' });
  const since = (moment: string) => inspections.countVerdicts(db, folderId, moment, false);
  assert.deepEqual(since('2026-03-01T10:06:59.000Z'), { pass: 1, fail: 0, review: 0, unreadable: 0 });
  assert.deepEqual(since('2026-03-01T10:07:00.001Z'), { pass: 0, fail: 0, review: 0, unreadable: 0 });
});

test('the ledger knows the newest version of a file and what is unfinished', (t) => {
  const db = open(t);
  const { folderId } = someFolder;
  ledger.insertLedgerRow(db, ledgerRow('v1', { file: 'x.png' }));
  ledger.changeLedgerRow(db, id('v1'), { state: 'judged', contentSha256: 'f' }, someTime);
  ledger.insertLedgerRow(db, ledgerRow('v2', { file: 'x.png', sizeBytes: 7 }));
  assert.equal(ledger.newestFinished(db, folderId, 'x.png')?.resultId, 'v1');
  assert.equal(ledger.newestFinished(db, folderId, 'y.png'), undefined);
  assert.deepEqual(
    ledger.unjudgedImages(db, folderId).map(({ resultId }) => resultId),
    ['v2'],
  );
  ledger.changeLedgerRow(db, id('v2'), { state: 'moving', moveTarget: 'pass/x.png' }, someTime);
  assert.deepEqual(
    ledger.imagesMoving(db, folderId).map(({ moveTarget }) => moveTarget),
    ['pass/x.png'],
  );
  assert.throws(() => ledger.changeLedgerRow(db, id('v3'), { state: 'moved' }, someTime), /changed 0/);
  assert.throws(() => ledger.changeLedgerRow(db, id('v2'), { state: 'lost' as 'moved' }, someTime), /CHECK/);
});

test('recipes are versions, and what is in force is the newest switch', (t) => {
  const db = open(t);
  const { folderId } = someFolder;
  const second = { ...someRecipe, version: 2, createdAt: '2026-03-02T00:00:00.000Z' };
  insertRecipe(db, second);
  insertRecipe(db, { ...someRecipe, recipeId: 'recipe-2' as RecipeId });
  assert.throws(() => insertRecipe(db, second), /UNIQUE/);
  assert.deepEqual(newestVersion(db, someRecipe.recipeId), second);
  assert.deepEqual(
    listRecipes(db).map(({ recipeId, version }) => `${recipeId}/${version}`),
    ['recipe-1/2', 'recipe-1/1', 'recipe-2/1'],
  );
  assert.equal(recipeInForce(db, folderId)?.version, 1);
  const one = { folderId, recipeId: someRecipe.recipeId, switchedAt: someTime, switchedBy: 'eva' };
  insertRecipeSwitch(db, { ...one, version: 2 });
  assert.equal(recipeInForce(db, folderId)?.version, 2);
  assert.deepEqual(
    listRecipeSwitches(db, folderId).map(({ version }) => version),
    [1, 2],
  );
  assert.throws(() => insertRecipeSwitch(db, { ...one, version: 3 }), /FOREIGN KEY/);
});

test('a path is watched once; a removed folder keeps its history and can come back', (t) => {
  const db = open(t);
  const { folderId } = someFolder;
  assert.throws(
    () => folders.insertWatchedFolder(db, { ...someFolder, folderId: 'f2' as FolderId }),
    /UNIQUE/,
  );
  folders.setFirstScan(db, folderId, someTime);
  folders.setInspecting(db, folderId, false);
  folders.removeWatchedFolder(db, folderId, someTime);
  assert.deepEqual(folders.listWatchedFolders(db), []);
  assert.throws(() => folders.setInspecting(db, folderId, true), /changed 0/);
  const found = folders.findFolderByPath(db, someFolder.path);
  assert.equal(found?.folderId, folderId);
  folders.restoreWatchedFolder(db, { ...someFolder, recursive: true });
  assert.deepEqual(folders.listWatchedFolders(db), [{ ...someFolder, recursive: true }]);
});

test('pictures of a verdict between two ids are found, a bounded number at a time, and forgotten one by one', (t) => {
  const db = open(t);
  for (const name of ['a1', 'a2', 'a3', 'b1']) addInspection(db, name);
  addInspection(db, 'a4', { verdict: 'fail', score: 2 });
  insertReview(db, {
    ...{
      resultId: id('a2'),
      decision: 'pass',
      reason: 'x',
      reasonCode: null,
      by: 'eva',
      createdAt: someTime,
    },
  });
  const filter = { verdict: 'pass', fromId: 'a', beforeId: 'b', withReviewed: true, limit: 2 } as const;
  const found = (more: object) => picturedBefore(db, { ...filter, ...more }).map(({ resultId }) => resultId);
  assert.deepEqual(found({}), ['a1', 'a2']);
  assert.deepEqual(found({ withReviewed: false }), ['a1', 'a3']);
  forgetPictures(db, id('a1'));
  assert.deepEqual(found({}), ['a2', 'a3']);
  assert.deepEqual(found({ verdict: 'fail' }), ['a4']);
  assert.deepEqual(inspections.findInspection(db, id('a1'))?.pictures, []);
  assert.equal(hasPicturesBetween(db, 'a', 'a2'), false);
  assert.equal(hasPicturesBetween(db, 'a', 'a3'), true);
});

test('settings are defaults until changed, events newest first, alarms active until normal', (t) => {
  const db = open(t);
  assert.deepEqual(readSettings(db), defaultSettings);
  writeSetting(db, 'provider', 'cpu');
  writeSetting(db, 'provider', 'cuda');
  assert.deepEqual(readSettings(db), { ...defaultSettings, provider: 'cuda' });
  for (const kind of ['one', 'two', 'three'])
    insertEvent(db, { createdAt: someTime, kind, message: 'M.', by: 'eva' });
  assert.deepEqual(
    listEvents(db, 2).map(({ kind }) => kind),
    ['three', 'two'],
  );
  const alarm = {
    alarmId: 'a' as AlarmId,
    kind: 'diskLow',
    folderId: null,
    message: 'Low.',
    raisedAt: someTime,
    occurrences: 1,
    causePresent: true,
    shelving: null,
    state: 'unacknowledged',
  } as const;
  saveAlarm(db, alarm);
  saveAlarm(db, { ...alarm, state: 'acknowledged', occurrences: 3 });
  assert.deepEqual(activeAlarms(db), [{ ...alarm, state: 'acknowledged', occurrences: 3 }]);
  saveAlarm(db, { ...alarm, state: 'normal' });
  assert.deepEqual(activeAlarms(db), []);
});
