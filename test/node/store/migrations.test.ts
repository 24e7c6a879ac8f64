import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ResultId } from '../../../electron/common/inspection.ts';
import { databaseName, readLog } from '../../../electron/node/readLog.ts';
import { closeDatabase, openDatabase } from '../../../electron/node/store/db.ts';
import { findInspection } from '../../../electron/node/store/inspections.ts';
import { migrations } from '../../../electron/node/store/migrations/migrations.ts';
import { newestVersion } from '../../../electron/node/store/recipes.ts';
import { addInspection, someRecipe } from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

/** A database as schema 1 left it: a recipe without a second limit and one failed part. */
function writeFirstSchema(file: string): void {
  const db = new Database(file);
  db.exec(migrations[0]!.sql);
  db.pragma('application_id = 0x506c6d62');
  db.pragma('user_version = 1');
  const { reviewLimit: _, ...settings } = someRecipe.settings;
  db.prepare('INSERT INTO recipes VALUES (?, 1, ?, ?, ?, ?)').run(
    ...[someRecipe.recipeId, someRecipe.createdAt, 'engineer', 'production', JSON.stringify(settings)],
  );
  db.exec(`
    INSERT INTO watchedFolders VALUES ('folder-1', '/camera', 0, 'events', 'inspect', 0, 1, 't', NULL, NULL);
    INSERT INTO ledger VALUES ('old', 'folder-1', 'old.png', 'judged', 10, 1.5, NULL, NULL, 't', 't');
    INSERT INTO inspections VALUES (1, 'old', 'folder-1', 'old.png', NULL, NULL, NULL, NULL, 'bottle', 'recipe-1', 1,
      'bundle-1', 'calibration-1', 'fail', 'completed', NULL, 2.5, 1, 'mae', '{"mae":2.5}', 'cpu',
      '2026-03-01T10:00:00.000Z', 0, 1, 2, 3, 6, 640, 480, 10, NULL, 'map', NULL);`);
  db.close();
}

test('from schema 1: old rows had no second limit, new ones keep theirs', (t) => {
  const file = join(tempFolder(t), databaseName);
  writeFirstSchema(file);
  const db = openDatabase(file);
  t.after(() => closeDatabase(db));
  const old = findInspection(db, 'old' as ResultId);
  assert.deepEqual(
    [old?.verdict, old?.score, old?.limit, old?.reviewLimit, old?.pictures, old?.heads],
    ['fail', 2.5, 1, null, ['map'], { mae: 2.5 }],
  );
  assert.equal(newestVersion(db, someRecipe.recipeId)?.settings.reviewLimit, null);
  const review = addInspection(db, 'new', { verdict: 'review', score: 0.9, reviewLimit: 0.8 });
  assert.deepEqual(findInspection(db, 'new' as ResultId), review);
  assert.throws(() => db.exec('UPDATE inspections SET reviewLimit = 0.1'), /append a review/);
  assert.throws(() => db.exec(`UPDATE inspections SET verdict = 'pass'`), /append a review/);
  assert.throws(() => addInspection(db, 'a', { verdict: 'review', score: 0.9 }), /CHECK/);
  assert.throws(() => addInspection(db, 'b', { verdict: 'review', score: 0.7, reviewLimit: 0.8 }), /CHECK/);
});

test('the log of an older schema is refused with a sentence until its station was started', (t) => {
  const home = tempFolder(t);
  writeFirstSchema(join(home, databaseName));
  assert.throws(
    () => [...readLog(home)],
    /older version of Plumbline \(schema 1, now \d+\); start its station once/,
  );
  closeDatabase(openDatabase(join(home, databaseName)));
  assert.deepEqual(
    [...readLog(home)].map(({ resultId }) => resultId),
    ['old'],
  );
});
