import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { CallerState, UserId } from '../../../electron/common/users.ts';
import { createAuditTrail } from '../../../electron/node/audit/auditTrail.ts';
import { listAudit } from '../../../electron/node/store/audit.ts';
import { openDatabase } from '../../../electron/node/store/db.ts';
import { insertUser, writeUserRules } from '../../../electron/node/store/users.ts';
import { createSessions } from '../../../electron/node/users/sessions.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

const eva = 'u1' as UserId;
const minuteMs = 60_000;

function setUp(t: TestContext) {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  insertUser(db, {
    userId: eva,
    name: 'Eva',
    role: 'engineer',
    secretHash: 'x',
    createdAt: 't',
    createdBy: 'local',
  });
  writeUserRules(db, { on: true, nobodyMayLook: true, idleMinutes: 10 });
  let nowMs = 0;
  const sessions = createSessions({ db, audit: createAuditTrail(db, () => 0), nowMs: () => nowMs });
  const told: CallerState[] = [];
  const connection = sessions.open('desk', (state) => told.push(state));
  return {
    ...{ db, sessions, told, connection },
    user: () => sessions.state(connection).user,
    actions: () => listAudit(db, { limit: 10 }).map(({ by, action, why }) => [by, action, why]),
    pass(ms: number) {
      nowMs += ms;
      sessions.tick();
    },
  };
}

test('a screen nobody touches is logged off after the idle minutes, told and written down; a touch begins them anew', (t) => {
  const { db, sessions, told, connection, user, actions, pass } = setUp(t);
  sessions.logIn(connection, eva);
  pass(9 * minuteMs);
  sessions.touch(connection);
  pass(9 * minuteMs);
  assert.equal(user(), 'Eva');
  pass(minuteMs);
  assert.equal(user(), null);
  assert.deepEqual(told.at(-1), { usersOn: true, user: null, role: 'observer', idleMinutes: null });
  assert.deepEqual(actions(), [['Eva', 'loggedOffIdle', null]]);
  writeUserRules(db, { on: true, nobodyMayLook: true, idleMinutes: null });
  sessions.logIn(connection, eva);
  pass(1000 * minuteMs);
  assert.equal(user(), 'Eva', 'never, where the rules say so');
});

test('a log-in without a screen can be resumed for two minutes', (t) => {
  const { sessions, connection, actions, pass } = setUp(t);
  const token = sessions.logIn(connection, eva);
  sessions.close(connection);
  pass(119_000);
  const again = sessions.open('desk', () => {});
  assert.equal(sessions.resume(again, token), true);
  assert.deepEqual(sessions.caller(again), { user: 'Eva', role: 'engineer', connection: again });
  sessions.close(again);
  pass(120_000);
  assert.equal(
    sessions.resume(
      sessions.open('desk', () => {}),
      token,
    ),
    false,
  );
  assert.deepEqual(actions(), [['Eva', 'loggedOut', 'The screen was closed.']]);
});

test('two windows with one token share the log-in and its end', (t) => {
  const { sessions, connection, user } = setUp(t);
  const token = sessions.logIn(connection, eva);
  const second = sessions.open('desk', () => {});
  sessions.resume(second, token);
  sessions.close(second);
  assert.equal(user(), 'Eva');
  const third = sessions.open('desk', () => {});
  sessions.resume(third, token);
  sessions.logOut(third);
  assert.equal(user(), null);
});
