import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { ResultId } from '../../../electron/common/inspection.ts';
import { verifyChain } from '../../../electron/node/audit/verifyChain.ts';
import { restore } from '../../../electron/node/commands/restore.ts';
import { backup } from '../../../electron/node/commands/backup.ts';
import type { CommandContext } from '../../../electron/node/commands/command.ts';
import { databaseName } from '../../../electron/node/readLog.ts';
import { auditEntries, insertAuditEntry, listAudit } from '../../../electron/node/store/audit.ts';
import { closeDatabase, openDatabase, type StationDatabase } from '../../../electron/node/store/db.ts';
import { findInspection } from '../../../electron/node/store/inspections.ts';
import { lockHome } from '../../../electron/node/store/homeLock.ts';
import { addInspection, seedFolder } from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

function commands(home: string) {
  const results: Record<string, unknown>[] = [];
  const context = {
    result: (value) => void results.push(value as Record<string, unknown>),
    progress: () => {},
  } as Pick<CommandContext, 'result' | 'progress'> as CommandContext;
  return {
    results,
    backUp: (out: string) => backup.run(['--home', home, '--out', out], context),
    restore: (file: string) => restore.run(['--home', home, '--backup', file], context),
  };
}

async function withDatabase<Answer>(home: string, work: (db: StationDatabase) => Answer): Promise<Answer> {
  const db = openDatabase(join(home, databaseName));
  try {
    return await work(db);
  } finally {
    closeDatabase(db);
  }
}

const act = (db: StationDatabase, by: string) =>
  insertAuditEntry(db, {
    ...{
      at: '2026-05-01T06:00:00.000Z',
      zone: '+00:00 UTC',
      by,
      role: 'engineer',
      action: 'settingsChanged',
    },
    ...{ record: null, old: null, new: null, why: null, signature: null },
  });

/** Everything in the log, to compare. */
const contents = (db: StationDatabase) =>
  ['inspections', 'reviews', 'recipes', 'events', 'ledger', 'settings'].map((table) =>
    db.prepare(`SELECT * FROM ${table}`).all(),
  );

function homeWithRows(t: TestContext): Promise<string> {
  const home = tempFolder(t);
  return withDatabase(home, (db) => {
    seedFolder(db);
    for (const name of ['a', 'b']) addInspection(db, name, { pictures: [] });
    act(db, 'eva');
    return home;
  });
}

test('a restored log is that of the backup row by row, its trail goes on, and what was replaced can be restored again', async (t) => {
  const home = await homeWithRows(t);
  const run = commands(home);
  const copy = join(home, 'copy.db');
  assert.equal(await run.backUp(copy), 0);
  const before = await withDatabase(home, contents);
  assert.match((await withDatabase(home, (db) => listAudit(db, { limit: 1 })))[0]!.by, /^command line/);
  const after = await withDatabase(home, (db) => {
    addInspection(db, 'c', { pictures: [] });
    act(db, 'otto');
    return contents(db);
  });

  assert.equal(await run.restore(copy), 0);
  const { keptAs, inspections, entry } = run.results[1]!;
  assert.deepEqual([inspections, entry], [2, 1]);
  await withDatabase(home, (db) => {
    const restored = contents(db);
    // An event tells of it.
    assert.deepEqual(restored.toSpliced(3, 1), before.toSpliced(3, 1));
    const [newest] = listAudit(db, { limit: 1 });
    assert.deepEqual([newest?.action, newest?.record, newest?.entry], ['restored', copy, 2]);
    assert.equal((newest?.old as { keptAs: string }).keptAs, keptAs);
    assert.equal(verifyChain(auditEntries(db)).broken, null);
  });

  assert.equal(await run.restore(String(keptAs)), 0);
  await withDatabase(home, (db) => assert.deepEqual(contents(db).toSpliced(3, 1), after.toSpliced(3, 1)));
});

test('pictures that were deleted since are not named any more', async (t) => {
  const home = tempFolder(t);
  await withDatabase(home, (db) => {
    seedFolder(db);
    addInspection(db, '019a0000-0000-7000-8000-000000000000');
  });
  const run = commands(home);
  await run.backUp(join(home, 'copy.db'));
  await run.restore(join(home, 'copy.db'));
  const row = await withDatabase(home, (db) =>
    findInspection(db, '019a0000-0000-7000-8000-000000000000' as ResultId),
  );
  assert.deepEqual(row?.pictures, []);
});

test('a backup that is damaged, tampered with or none is refused, and all stays as it was', async (t) => {
  const home = await homeWithRows(t);
  const run = commands(home);
  const copy = join(home, 'copy.db');
  await run.backUp(copy);
  const before = await withDatabase(home, contents);
  const forged = join(home, 'forged.db');
  copyFileSync(copy, forged);
  const db = new Database(forged);
  db.exec(`DROP TRIGGER auditNeverUpdated; UPDATE audit SET "by" = 'otto'`);
  db.close();
  writeFileSync(join(home, 'text.db'), 'no database');
  const refusals = [
    ['forged.db', /audit trail in the backup .*forged\.db is broken: Entry 1/],
    ['text.db', /not a SQLite database/],
    ['none.db', /no backup at .*none\.db/],
  ] as const;
  for (const [name, sentence] of refusals) {
    await assert.rejects(async () => run.restore(join(home, name)), sentence);
  }
  assert.deepEqual(await withDatabase(home, contents), before);
  assert.deepEqual(
    readdirSync(home).filter((name) => /restor/.test(name)),
    [],
  );
});

test('a station that is open is not restored under its feet', async (t) => {
  const home = await homeWithRows(t);
  const run = commands(home);
  await run.backUp(join(home, 'copy.db'));
  const lock = lockHome(home);
  try {
    await assert.rejects(async () => run.restore(join(home, 'copy.db')), /Another station .* works in/);
  } finally {
    lock.release();
  }
});

test('a database that cannot be read is kept aside all the same', async (t) => {
  const home = await homeWithRows(t);
  const run = commands(home);
  await run.backUp(join(home, 'copy.db'));
  writeFileSync(join(home, databaseName), 'what a broken disk left');
  await run.restore(join(home, 'copy.db'));
  assert.equal(existsSync(String(run.results[1]?.['keptAs'])), true);
  await withDatabase(home, (db) => assert.notEqual(findInspection(db, 'a' as ResultId), undefined));
});
