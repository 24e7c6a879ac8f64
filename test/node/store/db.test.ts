import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { backUp } from '../../../electron/node/store/backUp.ts';
import {
  closeDatabase,
  inTransaction,
  inUnflushedTransaction,
  openDatabase,
} from '../../../electron/node/store/db.ts';
import { findInspection } from '../../../electron/node/store/inspections.ts';
import { isStoreTrouble, StoreError } from '../../../electron/node/store/storeError.ts';
import { readLog } from '../../../electron/node/readLog.ts';
import { addInspection, seedFolder } from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';
import type { ResultId } from '../../../electron/common/inspection.ts';

test('a new database is durable: WAL, every commit flushed, foreign keys on', (t) => {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  assert.equal(db.pragma('journal_mode', { simple: true }), 'wal');
  assert.equal(db.pragma('synchronous', { simple: true }), 2);
  assert.equal(db.pragma('foreign_keys', { simple: true }), 1);
  inUnflushedTransaction(db, () => seedFolder(db));
  assert.equal(db.pragma('synchronous', { simple: true }), 2, 'flushed again after an unflushed transaction');
});

test('what was committed is there after opening again, and closing leaves one file', (t) => {
  const file = join(tempFolder(t), 'station.db');
  const db = openDatabase(file);
  seedFolder(db);
  const written = addInspection(db, 'one');
  closeDatabase(db);
  assert.equal(existsSync(`${file}-wal`), false);
  const again = openDatabase(file);
  t.after(() => again.close());
  assert.deepEqual(findInspection(again, 'one' as ResultId), written);
  assert.equal(again.pragma('integrity_check', { simple: true }), 'ok');
});

const refused: [string, (file: string) => void, RegExp][] = [
  [
    'a text file',
    (file) => writeFileSync(file, 'not a database, just some text'),
    /is not a SQLite database/,
  ],
  ['the database of another program', (file) => foreign(file), /belongs to another program/],
  ['a newer schema', (file) => newer(file), /newer version of Plumbline \(schema 999, this one knows \d+\)/],
  ['damaged pages', (file) => damage(file), /is damaged/],
];
for (const [what, make, sentence] of refused) {
  test(`${what} is refused with a sentence and left as it is`, (t) => {
    const file = join(tempFolder(t), 'station.db');
    make(file);
    const before = readFileSync(file);
    assert.throws(
      () => openDatabase(file),
      (error) => error instanceof StoreError && sentence.test(error.message),
    );
    assert.ok(readFileSync(file).equals(before), 'not a byte was changed');
  });
}

test('a database locked by another program is refused with a sentence', (t) => {
  const file = join(tempFolder(t), 'station.db');
  closeDatabase(openDatabase(file));
  const other = new Database(file);
  t.after(() => other.close());
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('BEGIN EXCLUSIVE');
  assert.throws(() => openDatabase(file, 50), /is locked by another program/);
});

test('a full disk fails the transaction as a whole, and it succeeds when there is room', (t) => {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  seedFolder(db);
  const pages = db.pragma('page_count', { simple: true }) as number;
  db.pragma(`max_page_count = ${pages}`);
  const many = () =>
    inTransaction(db, () => {
      for (let index = 0; index < 200; index += 1) addInspection(db, `row-${index}`);
    });
  assert.throws(many, (error) => isStoreTrouble(error) && error.code === 'SQLITE_FULL');
  assert.equal(findInspection(db, 'row-0' as ResultId), undefined);
  db.pragma('max_page_count = 1000000');
  many();
  assert.notEqual(findInspection(db, 'row-199' as ResultId), undefined);
});

test('an error of the program is no trouble of the store', () => {
  assert.equal(isStoreTrouble(new TypeError('x')), false);
});

test('a backup of a database in use is complete and never overwrites', async (t) => {
  const folder = tempFolder(t);
  const db = openDatabase(join(folder, 'station.db'));
  t.after(() => db.close());
  seedFolder(db);
  for (let index = 0; index < 300; index += 1) addInspection(db, `row-${index}`);
  const target = join(folder, 'backups', 'monday.db');
  const copying = backUp(db, target);
  addInspection(db, 'late');
  const { sizeBytes } = await copying;
  assert.equal(readFileSync(target).length, sizeBytes);
  const copy = openDatabase(target);
  assert.notEqual(findInspection(copy, 'row-299' as ResultId), undefined);
  closeDatabase(copy);
  await assert.rejects(backUp(db, target), /exists; a backup never overwrites/);
  assert.equal(existsSync(`${target}.${process.pid}.tmp`), false);
});

test('the log is read from a live database, filtered, in order, over more than one page', (t) => {
  const home = tempFolder(t);
  const db = openDatabase(join(home, 'station.db'));
  t.after(() => db.close());
  seedFolder(db);
  inTransaction(db, () => {
    for (let index = 0; index < 1203; index += 1) {
      const createdAt = `2026-03-0${1 + (index % 2)}T10:00:00.000Z`;
      addInspection(db, `row-${index}`, { createdAt, verdict: index % 3 === 0 ? 'fail' : 'pass' });
    }
  });
  const all = [...readLog(home)];
  assert.deepEqual(
    all.map(({ sequence }) => sequence),
    all.map((_, index) => index + 1),
  );
  assert.equal(all.length, 1203);
  const some = [...readLog(home, { since: '2026-03-02T00:00:00.000Z', verdict: 'fail' })];
  assert.equal(some.length, 200);
  assert.ok(some.every(({ verdict, createdAt }) => verdict === 'fail' && createdAt > '2026-03-02'));
  assert.throws(() => [...readLog(join(home, 'nowhere'))], /There is no station database/);
});

function foreign(file: string): void {
  const db = new Database(file);
  db.exec('CREATE TABLE recipes (a)');
  db.close();
}
function newer(file: string): void {
  const db = openDatabase(file);
  db.pragma('user_version = 999');
  closeDatabase(db);
}
function damage(file: string): void {
  const db = openDatabase(file);
  seedFolder(db);
  inTransaction(db, () => {
    for (let index = 0; index < 500; index += 1) addInspection(db, `row-${index}`);
  });
  closeDatabase(db);
  const bytes = readFileSync(file);
  bytes.fill(0xa5, bytes.length - 40 * 4096, bytes.length - 10 * 4096);
  writeFileSync(file, bytes);
  appendFileSync(file, '');
}
