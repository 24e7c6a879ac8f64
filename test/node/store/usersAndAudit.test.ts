import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { test } from 'node:test';
import type { UserId } from '../../../electron/common/users.ts';
import {
  auditEntries,
  auditHead,
  insertAuditEntry,
  listAudit,
  type NewAuditEntry,
} from '../../../electron/node/store/audit.ts';
import { inTransaction, openDatabase } from '../../../electron/node/store/db.ts';
import { listEvents } from '../../../electron/node/store/events.ts';
import { usersAndAudit } from '../../../electron/node/store/migrations/0004-usersAndAudit.ts';
import { migrations } from '../../../electron/node/store/migrations/migrations.ts';
import { findUserByName, insertUser, listUsers, readUserRules } from '../../../electron/node/store/users.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

const entry: NewAuditEntry = {
  ...{ at: '2026-05-01T06:00:00.000Z', zone: '+02:00 Europe/Berlin', by: 'eva', role: 'engineer' },
  ...{
    action: 'settingsChanged',
    record: null,
    old: { keepPicturesDays: 30 },
    new: { keepPicturesDays: 90 },
  },
  ...{ why: null, signature: null },
};

test('a station from before has users off and an empty trail; its events stay', (t) => {
  const file = join(tempFolder(t), 'station.db');
  const before = new Database(file);
  for (const { version, sql } of migrations.slice(0, usersAndAudit.version - 1)) {
    before.exec(sql);
    before.pragma(`user_version = ${version}`);
  }
  before.pragma(`application_id = ${0x506c6d62}`);
  before.exec(
    `INSERT INTO events (createdAt, kind, message, "by") VALUES ('t', 'started', 'Started.', 'station')`,
  );
  before.close();
  const db = openDatabase(file);
  t.after(() => db.close());
  assert.equal(readUserRules(db).on, false);
  assert.deepEqual(listUsers(db), []);
  assert.equal(auditHead(db).entry, 0);
  assert.equal(listEvents(db, 1)[0]?.message, 'Started.');
});

test('the trail takes entries at its end alone and gives them up never', (t) => {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  const first = insertAuditEntry(db, entry);
  const second = insertAuditEntry(db, { ...entry, by: 'otto', why: 'disk is full' });
  assert.deepEqual([...auditEntries(db)], [first, second]);
  assert.equal(second.previous, first.hash);
  assert.throws(() => db.exec(`UPDATE audit SET "by" = 'x'`), /never changed/);
  assert.throws(() => db.exec('DELETE FROM audit'), /never deleted/);
  assert.throws(
    () =>
      db.exec(`INSERT INTO audit SELECT entry + 9, at, zone, "by", role, action, record, old, new, why, signature,
      previous, hash FROM audit WHERE entry = 1`),
    /follows the newest/,
  );
  assert.throws(
    () =>
      db.exec(`INSERT INTO audit SELECT 3, at, zone, "by", role, action, record, old, new, why, signature,
      previous, hash FROM audit WHERE entry = 1`),
    /follows the newest/,
  );
  assert.equal(auditHead(db).hash, second.hash);
});

test('an entry goes with the transaction of its change', (t) => {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  assert.throws(() =>
    inTransaction(db, () => {
      insertAuditEntry(db, entry);
      throw new Error('the change failed');
    }),
  );
  assert.equal(auditHead(db).entry, 0);
});

test('entries are found by who, what, when and words', (t) => {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  insertAuditEntry(db, entry);
  insertAuditEntry(db, { ...entry, by: 'otto', at: '2026-05-02T06:00:00.000Z', why: 'The Disk is full' });
  insertAuditEntry(db, {
    ...entry,
    action: 'loggedIn',
    at: '2026-05-03T06:00:00.000Z',
    old: null,
    new: null,
  });
  const found = (filter: object) => listAudit(db, { limit: 10, ...filter }).map((one) => one.entry);
  assert.deepEqual(found({}), [3, 2, 1]);
  assert.deepEqual(found({ by: 'eva' }), [3, 1]);
  assert.deepEqual(found({ actions: ['loggedIn'] }), [3]);
  assert.deepEqual(found({ from: '2026-05-02T00:00:00.000Z', to: '2026-05-03T00:00:00.000Z' }), [2]);
  assert.deepEqual(found({ containing: 'disk' }), [2]);
  assert.deepEqual(found({ containing: 'PICTURESDAYS' }), [2, 1]);
  assert.deepEqual(found({ beforeEntry: 3, limit: 1 }), [2]);
});

test('a user is one, however the name is spelled, and keeps the row', (t) => {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  const eva = {
    userId: 'u1' as UserId,
    name: 'Eva',
    role: 'operator',
    secretHash: 'x',
    createdAt: 't',
    createdBy: 'local',
  } as const;
  insertUser(db, eva);
  assert.equal(findUserByName(db, 'eVA')?.userId, 'u1');
  assert.throws(() => insertUser(db, { ...eva, userId: 'u2' as UserId, name: 'EVA' }), /UNIQUE/);
  assert.throws(() => db.exec('DELETE FROM users'), /row stays/);
});
