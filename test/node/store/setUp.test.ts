import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { test } from 'node:test';
import { databaseName } from '../../../electron/node/readLog.ts';
import { closeDatabase, openDatabase } from '../../../electron/node/store/db.ts';
import { setUp } from '../../../electron/node/store/migrations/0009-setUp.ts';
import { migrations } from '../../../electron/node/store/migrations/migrations.ts';
import { readSetUp, writeSetUp } from '../../../electron/node/store/setUp.ts';
import { someRecipe } from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

test('from the schema before: no product is being set up, and its recipes are there as they were', (t) => {
  const file = join(tempFolder(t), databaseName);
  const old = new Database(file);
  const before = migrations.slice(0, migrations.indexOf(setUp));
  for (const { sql } of before) old.exec(sql);
  old.pragma('application_id = 0x506c6d62');
  old.pragma(`user_version = ${before.at(-1)!.version}`);
  const settings = JSON.stringify(someRecipe.settings);
  old
    .prepare('INSERT INTO recipes VALUES (?, 1, ?, ?, ?, ?)')
    .run(...[someRecipe.recipeId, someRecipe.createdAt, 'engineer', 'production', settings]);
  old.close();
  const db = openDatabase(file);
  t.after(() => closeDatabase(db));
  assert.deepEqual(readSetUp(db), { draft: null, revision: 0, teachingId: null, made: null });
  const made = { recipeId: someRecipe.recipeId, version: 1 };
  writeSetUp(db, { draft: null, revision: 4, teachingId: null, made });
  assert.deepEqual(readSetUp(db).made, made);
  assert.throws(
    () => writeSetUp(db, { draft: null, revision: 5, teachingId: null, made: { ...made, version: 9 } }),
    /FOREIGN KEY/,
  );
  db.exec(`UPDATE setUp SET draft = '{"step":"from another version"}'`);
  assert.equal(readSetUp(db).draft, null);
});
