import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openDatabase } from '../../../electron/node/store/db.ts';
import { insertLabLabel, labLabels } from '../../../electron/node/store/labLabels.ts';
import { keptPixels } from '../../../electron/node/store/keptPixels.ts';
import { labLabels as migration } from '../../../electron/node/store/migrations/0010-labLabels.ts';
import { migrations } from '../../../electron/node/store/migrations/migrations.ts';
import { insertReview } from '../../../electron/node/store/reviews.ts';
import { addInspection, seedFolder, someRecipe, someTime } from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';
import type { RecipeId, ResultId } from '../../../electron/common/inspection.ts';

const { recipeId } = someRecipe;
const label = { recipeId, sha256: 'a', truth: 'bad', by: 'eva', createdAt: someTime } as const;

test('from the schema before: recipes stay, labels can be kept', (t) => {
  const file = join(tempFolder(t), 'station.db');
  const old = new Database(file);
  for (const { sql } of migrations.slice(0, migration.version - 1)) old.exec(sql);
  old.pragma('application_id = 0x506c6d62');
  old.pragma(`user_version = ${migration.version - 1}`);
  old
    .prepare('INSERT INTO recipes VALUES (?, 1, ?, ?, ?, ?)')
    .run(recipeId, someTime, 'engineer', 'production', JSON.stringify(someRecipe.settings));
  old.close();
  const db = openDatabase(file);
  t.after(() => db.close());
  assert.equal(db.prepare('SELECT count(*) FROM recipes').pluck().get(), 1);
  assert.equal(labLabels(db, recipeId).size, 0);
  insertLabLabel(db, label);
  assert.deepEqual([...labLabels(db, recipeId)], [['a', 'bad']]);
});

function database(t: TestContext) {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  seedFolder(db);
  return db;
}

test('the newest label of an image counts, one taken back is none, and none is ever changed', (t) => {
  const db = database(t);
  insertLabLabel(db, label);
  insertLabLabel(db, { ...label, sha256: 'b' });
  insertLabLabel(db, { ...label, recipeId: 'other' as RecipeId, sha256: 'c' });
  insertLabLabel(db, { ...label, truth: 'good' });
  assert.deepEqual([...labLabels(db, recipeId)].sort(), [
    ['a', 'good'],
    ['b', 'bad'],
  ]);
  insertLabLabel(db, { ...label, sha256: 'b', truth: null });
  assert.deepEqual([...labLabels(db, recipeId)], [['a', 'good']]);
  assert.throws(() => db.exec(`UPDATE labLabels SET truth = 'good'`), /newer one counts/);
  assert.throws(() => db.exec('DELETE FROM labLabels'), /newer one counts/);
  assert.throws(() => insertLabLabel(db, { ...label, truth: 'odd' as 'bad' }), /CHECK/);
});

test('inspections whose lossless region is kept, reviewed ones apart, newest first', (t) => {
  const db = database(t);
  const archive = ['thumbnail', 'archive'] as const;
  for (const name of ['a', 'b', 'c']) addInspection(db, name, { pictures: [...archive] });
  addInspection(db, 'd', { pictures: ['thumbnail', 'map'] });
  insertReview(db, {
    ...{ resultId: 'b' as ResultId, decision: 'fail', reason: 'seen', reasonCode: null, by: 'eva' },
    createdAt: someTime,
  });
  const names = (reviewed: boolean, limit = 9) =>
    keptPixels(db, recipeId, reviewed, limit).map(({ resultId }) => resultId as string);
  assert.deepEqual([names(false), names(true), names(false, 1)], [['c', 'a'], ['b'], ['c']]);
  assert.deepEqual(keptPixels(db, 'other' as RecipeId, false, 9), []);
});
