import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createAlarms } from '../../electron/node/alarms.ts';
import { listAlarmHistory } from '../../electron/node/store/alarmRows.ts';
import { openDatabase } from '../../electron/node/store/db.ts';
import { seedFolder, someFolder } from '../helpers/storeRows.ts';
import { tempFolder } from '../helpers/tempFolder.ts';

function alarmsOf(t: TestContext) {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  seedFolder(db);
  let nowMs = 1_800_000_000_000;
  const steps: string[] = [];
  const make = () =>
    createAlarms({
      ...{ db, wallClockMs: () => nowMs, onChange: () => {} },
      onStep: (step, { kind }) => steps.push(`${step} ${kind}`),
    });
  const { folderId } = someFolder;
  return { make, steps, folderId, pass: (ms: number) => (nowMs += ms), db };
}
const brief = (alarms: ReturnType<typeof createAlarms>) =>
  alarms.list().map(({ kind, state, occurrences }) => `${kind} ${state} ${occurrences}`);

test('an alarm is raised once a folder, counted, acknowledged, and ends when its cause is gone', (t) => {
  const { make, folderId, steps } = alarmsOf(t);
  const alarms = make();
  alarms.raise('sourceGone', folderId, 'Gone.');
  alarms.raise('sourceGone', folderId, 'Still gone.');
  alarms.raise('sourceGone', null, 'Another place.');
  assert.deepEqual(brief(alarms), ['sourceGone unacknowledged 1', 'sourceGone unacknowledged 2']);
  const mine = alarms.list().find((alarm) => alarm.folderId === folderId)!;
  assert.equal(mine.message, 'Still gone.');
  alarms.acknowledge(mine.alarmId, 'eva');
  assert.deepEqual(
    brief(alarms),
    ['sourceGone unacknowledged 1', 'sourceGone acknowledged 2'],
    'the cause remains',
  );
  alarms.clear('sourceGone', folderId);
  alarms.clear('sourceGone', folderId);
  assert.deepEqual(brief(alarms), ['sourceGone unacknowledged 1']);
  assert.deepEqual(steps, [
    'raised sourceGone',
    'raised sourceGone',
    'acknowledged sourceGone',
    'returned sourceGone',
  ]);
});

test('a cause gone before anybody saw it stays to be acknowledged, and comes back as the same alarm', (t) => {
  const { make, folderId } = alarmsOf(t);
  const alarms = make();
  alarms.raise('inferenceFailing', folderId, 'Ended.');
  alarms.clear('inferenceFailing', folderId);
  assert.deepEqual(brief(alarms), ['inferenceFailing returnedUnacknowledged 1']);
  alarms.raise('inferenceFailing', folderId, 'Ended again.');
  assert.deepEqual(brief(alarms), ['inferenceFailing unacknowledged 2']);
  alarms.clear('inferenceFailing', folderId);
  alarms.acknowledge(alarms.list()[0]!.alarmId, 'eva');
  assert.deepEqual(brief(alarms), []);
});

test('an alarm about something that happened passes by itself, and a new occurrence is seen though acknowledged', (t) => {
  const { make, folderId, pass } = alarmsOf(t);
  const alarms = make();
  alarms.raise('imageOverwritten', folderId, 'One.');
  alarms.acknowledge(alarms.list()[0]!.alarmId, 'eva');
  pass(59_000);
  alarms.tick();
  assert.deepEqual(brief(alarms), ['imageOverwritten acknowledged 1']);
  alarms.raise('imageOverwritten', folderId, 'Two.');
  assert.deepEqual(brief(alarms), ['imageOverwritten unacknowledged 2']);
  alarms.acknowledge(alarms.list()[0]!.alarmId, 'eva');
  pass(60_000);
  alarms.tick();
  assert.deepEqual(brief(alarms), []);
});

test('over a restart what nobody acknowledged stays to be seen', (t) => {
  const { make, folderId } = alarmsOf(t);
  const before = make();
  before.raise('sourceGone', folderId, 'Gone.');
  before.raise('moveFailed', folderId, 'Stuck.');
  before.acknowledge(before.list().find(({ kind }) => kind === 'moveFailed')!.alarmId, 'eva');
  const after = make();
  assert.deepEqual(brief(after), ['sourceGone returnedUnacknowledged 1']);
  after.clearFolder(folderId);
  assert.deepEqual(brief(make()), []);
  assert.throws(() => after.acknowledge('x' as never, 'eva'), /not active any more/);
});

test('alarms show although they cannot be written, and are written later', (t) => {
  const { make, folderId, db } = alarmsOf(t);
  const alarms = make();
  alarms.raise('diskLow', null, 'Low.');
  db.pragma('query_only = ON');
  alarms.raise('storeFailed', folderId, 'Cannot be written.');
  assert.equal(brief(alarms).length, 2);
  db.pragma('query_only = OFF');
  alarms.tick();
  assert.equal(brief(make()).length, 2);
});

const minuteMs = 60_000;

test('a shelved alarm is out of sight until its time, and what is still there then is seen anew', (t) => {
  const { make, folderId, pass, db } = alarmsOf(t);
  const alarms = make();
  alarms.raise('sourceSilent', folderId, 'Silent.');
  const { alarmId } = alarms.list()[0]!;
  const nowMs = Date.parse(alarms.list()[0]!.raisedAt);
  alarms.acknowledge(alarmId, 'eva');
  alarms.shelve(alarmId, nowMs + 10 * minuteMs, 'eva');
  assert.deepEqual(alarms.find(alarmId).shelving, {
    by: 'eva',
    until: new Date(nowMs + 10 * minuteMs).toISOString(),
  });
  assert.throws(() => alarms.acknowledge(alarmId, 'otto'), /is shelved; it cannot be acknowledged/);
  alarms.raise('sourceSilent', folderId, 'Still silent.');
  pass(10 * minuteMs - 1);
  alarms.tick();
  assert.deepEqual(brief(alarms), ['sourceSilent shelved 2']);
  pass(1);
  alarms.tick();
  assert.deepEqual(brief(alarms), ['sourceSilent unacknowledged 2']);
  const steps = listAlarmHistory(db, { limit: 10 }).map(({ step, state, by }) => `${step} ${state} ${by}`);
  assert.deepEqual(steps, [
    'unshelved unacknowledged station',
    'shelved shelved eva',
    'acknowledged acknowledged eva',
    'raised unacknowledged station',
  ]);
});

test('a shelved alarm whose cause has gone ends with its shelving', (t) => {
  const { make, folderId, pass } = alarmsOf(t);
  const alarms = make();
  alarms.raise('queueGrowing', folderId, 'More and more.');
  const [{ alarmId, raisedAt }] = alarms.list() as [ReturnType<typeof alarms.find>];
  alarms.shelve(alarmId, Date.parse(raisedAt) + minuteMs, 'eva');
  alarms.clear('queueGrowing', folderId);
  assert.deepEqual(brief(alarms), ['queueGrowing shelved 1']);
  pass(minuteMs);
  alarms.tick();
  assert.deepEqual(brief(alarms), []);
});

test('shelving survives a restart, and ends during one', (t) => {
  const { make, folderId, pass } = alarmsOf(t);
  const alarms = make();
  alarms.raise('sourceSilent', folderId, 'Silent.');
  const [{ alarmId, raisedAt }] = alarms.list() as [ReturnType<typeof alarms.find>];
  alarms.shelve(alarmId, Date.parse(raisedAt) + minuteMs, 'eva');
  const again = make();
  assert.deepEqual(brief(again), ['sourceSilent shelved 1']);
  again.raise('sourceSilent', folderId, 'Silent again.');
  assert.deepEqual(brief(again), ['sourceSilent shelved 2']);
  assert.equal(again.find(alarmId).shelving?.by, 'eva');
  pass(minuteMs);
  assert.deepEqual(brief(make()), [], 'whether its cause is still there is found out again');
});

test('the history keeps every step, newest first, and is not to be changed', (t) => {
  const { make, folderId, db } = alarmsOf(t);
  const alarms = make();
  alarms.raise('imageOverwritten', folderId, 'One.');
  alarms.raise('imageOverwritten', folderId, 'Two.');
  alarms.acknowledge(alarms.list()[0]!.alarmId, 'eva');
  alarms.raise('imageOverwritten', folderId, 'Three.');
  alarms.raise('diskLow', null, 'Low.');
  alarms.clearFolder(folderId);
  const words = (filter: Partial<Parameters<typeof listAlarmHistory>[1]> = {}) =>
    listAlarmHistory(db, { limit: 10, ...filter }).map(({ step, message }) => `${step} ${message}`);
  assert.deepEqual(words(), [
    'withdrawn Three.',
    'raised Low.',
    'recurred Three.',
    'acknowledged Two.',
    'raised One.',
  ]);
  assert.deepEqual(words({ kind: 'diskLow' }), ['raised Low.']);
  assert.deepEqual(words({ step: 'raised', limit: 1 }), ['raised Low.']);
  const [newest] = listAlarmHistory(db, { limit: 1 });
  assert.deepEqual(words({ beforeEntry: newest!.entry, limit: 2 }), ['raised Low.', 'recurred Three.']);
  assert.throws(() => db.exec(`UPDATE alarmHistory SET "by" = 'nobody'`), /never changed/);
  assert.throws(() => db.exec('DELETE FROM alarmHistory'), /never deleted/);
});
