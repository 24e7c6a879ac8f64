import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../../../electron/node/store/db.ts';
import { insertJobEntry, jobBegan, listJobEntries } from '../../../electron/node/store/jobEntries.ts';
import { jobEntries } from '../../../electron/node/store/migrations/0008-jobEntries.ts';
import { migrations } from '../../../electron/node/store/migrations/migrations.ts';
import { seedFolder, someFolder } from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

const { folderId } = someFolder;

test('a log from before has no entries and takes them', (t) => {
  const file = join(tempFolder(t), 'station.db');
  const before = new Database(file);
  for (const { version, sql } of migrations.slice(0, jobEntries.version - 1)) {
    before.exec(sql);
    before.pragma(`user_version = ${version}`);
  }
  before.pragma(`application_id = ${0x506c6d62}`);
  before.exec(
    `INSERT INTO watchedFolders VALUES ('${folderId}', '/camera', 0, 'events', 'inspect', 0, 1, 't', NULL, NULL)`,
  );
  before.close();
  const db = openDatabase(file);
  t.after(() => db.close());
  assert.deepEqual(listJobEntries(db, folderId, 10), []);
  assert.equal(jobBegan(db, folderId), null);
  const job = { folderId, jobId: 'A1', operator: null, enteredAt: 't1', enteredBy: 'eva' };
  insertJobEntry(db, job);
  assert.deepEqual(listJobEntries(db, folderId, 10), [job]);
  assert.throws(() => db.exec(`UPDATE jobEntries SET jobId = 'B'`), /never changed/);
  assert.throws(() => db.exec('DELETE FROM jobEntries'), /never deleted/);
});

test('an order goes on while operators change, and begins anew after another', (t) => {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  seedFolder(db);
  const enter = (jobId: string | null, operator: string | null, enteredAt: string) =>
    insertJobEntry(db, { folderId, jobId, operator, enteredAt, enteredBy: 'eva' });
  const began: (string | null)[] = [];
  for (const [at, jobId] of ['A', 'A', 'B', 'A', 'A', null, 'A'].entries()) {
    enter(jobId, `operator ${at}`, `t${at}`);
    began.push(jobBegan(db, folderId));
  }
  assert.deepEqual(began, ['t0', 't0', 't2', 't3', 't3', null, 't6']);
  assert.deepEqual(
    listJobEntries(db, folderId, 2).map(({ jobId, operator }) => [jobId, operator]),
    [
      ['A', 'operator 6'],
      [null, 'operator 5'],
    ],
  );
});
