import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { users } from '../../../electron/node/commands/users.ts';
import { databaseName } from '../../../electron/node/readLog.ts';
import { listAudit } from '../../../electron/node/store/audit.ts';
import { closeDatabase, openDatabase } from '../../../electron/node/store/db.ts';
import { lockHome } from '../../../electron/node/store/homeLock.ts';
import { readUserRules, writeUserRules } from '../../../electron/node/store/users.ts';
import { UsageError } from '../../../electron/node/usageError.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

const off = (home: string) =>
  users.run(['off', '--home', home], { result: () => {}, progress: () => {} } as unknown as Parameters<
    typeof users.run
  >[1]);

test('users off opens a closed station to everybody, and the trail says so; a running one is left alone', async (t) => {
  const home = tempFolder(t);
  const file = join(home, databaseName);
  const before = openDatabase(file);
  writeUserRules(before, { on: true, nobodyMayLook: false, idleMinutes: 5 });
  closeDatabase(before);
  const station = lockHome(home);
  await assert.rejects(off(home), /Another station .* works in/);
  station.release();
  assert.equal(await off(home), 0);
  const db = openDatabase(file);
  t.after(() => closeDatabase(db));
  assert.deepEqual(readUserRules(db), { on: false, nobodyMayLook: false, idleMinutes: 5 });
  const [entry] = listAudit(db, { limit: 1 });
  assert.deepEqual(
    [entry?.by, entry?.action, entry?.why],
    ['station', 'usersTurnedOff', 'By the command "users off".'],
  );
});

test('where users are off already, or there is no station, it is used wrongly', async (t) => {
  const home = tempFolder(t);
  await assert.rejects(off(home), UsageError);
  closeDatabase(openDatabase(join(home, databaseName)));
  await assert.rejects(off(home), /switched off .* already/);
});
