import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createAlarms } from '../../electron/node/alarms.ts';
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
  assert.ok(mine.action.endsWith('.'));
  alarms.acknowledge(mine.alarmId);
  assert.deepEqual(
    brief(alarms),
    ['sourceGone unacknowledged 1', 'sourceGone acknowledged 2'],
    'the cause remains',
  );
  alarms.clear('sourceGone', folderId);
  alarms.clear('sourceGone', folderId);
  assert.deepEqual(brief(alarms), ['sourceGone unacknowledged 1']);
  assert.deepEqual(steps, ['raised sourceGone', 'raised sourceGone', 'returned sourceGone']);
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
  alarms.acknowledge(alarms.list()[0]!.alarmId);
  assert.deepEqual(brief(alarms), []);
});

test('an alarm about something that happened passes by itself, and a new occurrence is seen though acknowledged', (t) => {
  const { make, folderId, pass } = alarmsOf(t);
  const alarms = make();
  alarms.raise('imageOverwritten', folderId, 'One.');
  alarms.acknowledge(alarms.list()[0]!.alarmId);
  pass(59_000);
  alarms.tick();
  assert.deepEqual(brief(alarms), ['imageOverwritten acknowledged 1']);
  alarms.raise('imageOverwritten', folderId, 'Two.');
  assert.deepEqual(brief(alarms), ['imageOverwritten unacknowledged 2']);
  alarms.acknowledge(alarms.list()[0]!.alarmId);
  pass(60_000);
  alarms.tick();
  assert.deepEqual(brief(alarms), []);
});

test('over a restart what nobody acknowledged stays to be seen', (t) => {
  const { make, folderId } = alarmsOf(t);
  const before = make();
  before.raise('sourceGone', folderId, 'Gone.');
  before.raise('moveFailed', folderId, 'Stuck.');
  before.acknowledge(before.list().find(({ kind }) => kind === 'moveFailed')!.alarmId);
  const after = make();
  assert.deepEqual(brief(after), ['sourceGone returnedUnacknowledged 1']);
  after.clearFolder(folderId);
  assert.deepEqual(brief(make()), []);
  assert.throws(() => after.acknowledge('x' as never), /not active any more/);
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
