import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { headText } from '../../../electron/common/audit.ts';
import { hashOf } from '../../../electron/node/audit/chain.ts';
import { audit } from '../../../electron/node/commands/audit.ts';
import { databaseName } from '../../../electron/node/readLog.ts';
import { auditEntries, auditHead, insertAuditEntry } from '../../../electron/node/store/audit.ts';
import { backUp } from '../../../electron/node/store/backUp.ts';
import { closeDatabase, openDatabase } from '../../../electron/node/store/db.ts';
import { UsageError } from '../../../electron/node/usageError.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

async function verify(
  home: string,
  ...args: string[]
): Promise<{ code: number; broken: string | null; said: string }> {
  const results: { broken: string | null }[] = [];
  const said: string[] = [];
  const code = await audit.run(['verify', '--home', home, ...args], {
    result: (value) => void results.push(value as { broken: string | null }),
    progress: (sentence) => void said.push(sentence),
  } as Parameters<typeof audit.run>[1]);
  assert.equal(results.length, 1);
  return { code, broken: results[0]!.broken, said: said.join('\n') };
}

/** A home with five entries; a backup, a report and a note of the head at the third. */
async function stationWithHistory(t: Parameters<typeof tempFolder>[0]) {
  const home = tempFolder(t);
  const file = join(home, databaseName);
  const db = openDatabase(file);
  const add = (days: number) =>
    insertAuditEntry(db, {
      ...{ at: `2026-05-01T06:00:0${days}.000Z`, zone: '+02:00 Europe/Berlin', by: 'eva', role: 'engineer' },
      ...{ action: 'settingsChanged', record: null, old: { keepPicturesDays: days } },
      ...{ new: { keepPicturesDays: days + 1 }, why: null, signature: null },
    });
  [1, 2, 3].forEach(add);
  const backup = join(home, 'copy.db');
  await backUp(db, backup);
  const third = auditHead(db);
  const report = join(home, 'report.html');
  writeFileSync(report, `<html><footer>${headText(third)}</footer></html>`);
  [4, 5].forEach(add);
  closeDatabase(db);
  return { home, file, backup, report, third };
}

/** Somebody with the file and SQLite at hand, for whom triggers are no hindrance. */
function tamper(file: string, sql: string): void {
  const db = new Database(file);
  for (const trigger of ['auditNeverUpdated', 'auditNeverDeleted', 'auditAppended']) {
    db.exec(`DROP TRIGGER ${trigger}`);
  }
  db.exec(sql);
  db.close();
}

/** Somebody who also knows how the hashes are made. */
function computeAnew(file: string): void {
  const db = new Database(file);
  let previous = '0'.repeat(64);
  for (const { hash: _, ...entry } of [...auditEntries(db)]) {
    const hash = hashOf({ ...entry, previous });
    db.prepare('UPDATE audit SET previous = ?, hash = ? WHERE entry = ?').run(previous, hash, entry.entry);
    previous = hash;
  }
  db.close();
}

test('a trail nobody touched is whole, by itself and against every witness', async (t) => {
  const { home, backup, report, third } = await stationWithHistory(t);
  const plain = await verify(home);
  assert.deepEqual([plain.code, plain.broken], [0, null]);
  assert.match(plain.said, /whole: 5 entries/);
  for (const args of [
    ['--backup', backup],
    ['--report', report],
    ['--head', third.hash],
  ]) {
    assert.equal((await verify(home, ...args)).code, 0, args[0]);
  }
});

const tamperings: { title: string; sql: string; anew?: boolean; alone: RegExp | null; witnessed: RegExp }[] =
  [
    {
      title: 'an entry changed',
      sql: `UPDATE audit SET new = '{"keepPicturesDays":99}' WHERE entry = 2`,
      alone: /^Entry 2 .*was changed/,
      witnessed: /^Entry 2 .*was changed/,
    },
    {
      title: 'an entry removed',
      sql: 'DELETE FROM audit WHERE entry = 2',
      alone: /^After entry 1 comes entry 3/,
      witnessed: /^After entry 1 comes entry 3/,
    },
    {
      title: 'an entry inserted',
      sql: `UPDATE audit SET entry = entry + 100 WHERE entry > 2; UPDATE audit SET entry = entry - 99 WHERE entry > 100;
      INSERT INTO audit SELECT 3, at, zone, 'otto', role, action, record, old, new, why, signature, previous, hash
      FROM audit WHERE entry = 2`,
      alone: /^Entry 3 .*was changed/,
      witnessed: /^Entry 3 .*was changed/,
    },
    {
      title: 'the end cut off',
      sql: 'DELETE FROM audit WHERE entry > 2',
      alone: null,
      witnessed: /ends with entry 2, but \S+ carries entry 3: the end was cut off|No entry has the hash/,
    },
    {
      title: 'all of it computed anew',
      sql: `UPDATE audit SET "by" = 'otto' WHERE entry = 1`,
      anew: true,
      alone: null,
      witnessed: /^Entry 3 is not the one that \S+ carries .*computed anew|No entry has the hash/,
    },
  ];

for (const { title, sql, anew = false, alone, witnessed } of tamperings) {
  test(`${title}: found${alone === null ? ' against backup, report and noted head alone' : ' by the chain itself'}`, async (t) => {
    const { home, file, backup, report, third } = await stationWithHistory(t);
    tamper(file, sql);
    if (anew) computeAnew(file);
    const plain = await verify(home);
    assert.equal(plain.code, alone === null ? 0 : 1);
    if (alone !== null) assert.match(plain.broken ?? '', alone);
    for (const args of [
      ['--backup', backup],
      ['--report', report],
      ['--head', third.hash],
    ]) {
      const check = await verify(home, ...args);
      assert.equal(check.code, 1, args[0]);
      assert.match(check.said, witnessed);
    }
  });
}

test('a backup that was tampered with is no witness', async (t) => {
  const { home, backup } = await stationWithHistory(t);
  const forged = join(home, 'forged.db');
  copyFileSync(backup, forged);
  tamper(forged, `UPDATE audit SET "by" = 'otto' WHERE entry = 1`);
  await assert.rejects(verify(home, '--backup', forged), /backup .*forged.db is broken itself: Entry 1/);
});

test('a report without text carries its head beside it', async (t) => {
  const { home, third } = await stationWithHistory(t);
  const sheet = join(home, 'log.xlsx');
  writeFileSync(sheet, 'PK');
  await assert.rejects(verify(home, '--report', sheet), /carries no head/);
  writeFileSync(`${sheet}.audit.json`, JSON.stringify(third));
  assert.equal((await verify(home, '--report', sheet)).code, 0);
  writeFileSync(`${sheet}.audit.json`, JSON.stringify({ ...third, entry: 9 }));
  assert.equal((await verify(home, '--report', sheet)).code, 1);
});

test('used wrongly, it says how', async (t) => {
  const { home } = await stationWithHistory(t);
  const run = (...args: string[]) => audit.run(args, {} as Parameters<typeof audit.run>[1]);
  await assert.rejects(run('--home', home), UsageError);
  await assert.rejects(
    run('verify', '--home', home, '--head', 'abc'),
    /--head must be 64 hexadecimal digits/,
  );
  await assert.rejects(run('verify', '--home', join(home, 'nothing')), /no station/);
});
