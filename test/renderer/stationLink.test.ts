import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { reactive } from 'vue';
import { CallFailure } from '../../electron/common/callFailure.ts';
import type { Port } from '../../electron/common/port.ts';
import { serve } from '../../electron/common/rpc.ts';
import { memoryPair } from '../../electron/node/ports.ts';
import { recentKept } from '../../renderer/recentInspections.ts';
import { stationLink, type StationLink } from '../../renderer/stationLink.ts';
import { fakeStation, mainFolder } from './fakeStation.ts';

const open: StationLink[] = [];
afterEach(() => open.splice(0).forEach((link) => link.close()));

function setUp({ silenceMs = 4000, deaf = false } = {}) {
  const station = fakeStation();
  let far: Port | null = null;
  let refuse = false;
  const link = stationLink(() => {
    if (refuse) return Promise.reject(new Error('The station is not running.'));
    const [near, other] = memoryPair();
    far = other;
    if (!deaf) {
      const caller = () => ({ user: 'local', role: 'supervisor' }) as const;
      serve({ port: other, handlers: station.handlers, subscribe: station.subscribe, caller });
    }
    // As strict as a MessagePort: what cannot be cloned is refused.
    return Promise.resolve({ ...near, send: (value: unknown) => near.send(structuredClone(value)) });
  }, silenceMs);
  open.push(link);
  return {
    station,
    link,
    cut: () => far?.close(),
    refuse: (on: boolean) => {
      refuse = on;
    },
  };
}

async function until(condition: () => boolean, waitMs = 3000): Promise<void> {
  const end = Date.now() + waitMs;
  while (!condition()) {
    assert.ok(Date.now() < end, 'the condition did not come true in time');
    await sleep(10);
  }
}

test('reads the state and the last inspections before it calls itself live', async () => {
  const { station, link } = setUp();
  for (let at = 0; at < 5; at += 1) station.inspect('pass');
  assert.equal(link.link.value, 'connecting');
  await until(() => link.link.value === 'live');
  assert.equal(link.state.value?.lanes.length, 1);
  assert.deepEqual(
    link.recent.value.get(mainFolder)?.map((one) => one.sequence),
    [5, 4, 3, 2, 1],
  );
});

test('applies events, newest first, and keeps a bounded number', async () => {
  const { station, link } = setUp();
  await until(() => link.link.value === 'live');
  for (let at = 0; at < 3 * recentKept; at += 1) {
    station.inspect(at % 7 === 0 ? 'fail' : 'pass');
    if (at % 8 === 0) await sleep(1);
  }
  await until(() => link.recent.value.get(mainFolder)?.[0]?.sequence === 3 * recentKept);
  const kept = link.recent.value.get(mainFolder) ?? [];
  assert.equal(kept.length, recentKept);
  assert.deepEqual(
    kept.map((one) => one.sequence),
    kept.map((_, at) => 3 * recentKept - at),
  );
});

test('reads again after events were left out', async () => {
  const { station, link } = setUp();
  await until(() => link.link.value === 'live');
  // More at once than may be on their way: the station leaves some out.
  for (let at = 0; at < 200; at += 1) station.inspect('pass');
  await until(() => link.recent.value.get(mainFolder)?.[0]?.sequence === 200);
  const kept = link.recent.value.get(mainFolder) ?? [];
  assert.deepEqual(
    kept.map((one) => one.sequence),
    Array.from({ length: recentKept }, (_, at) => 200 - at),
  );
});

test('a closed connection is lost at once, keeps its last data, and is live again by itself', async () => {
  const { station, link, cut, refuse } = setUp();
  await until(() => link.link.value === 'live');
  refuse(true);
  cut();
  await until(() => link.link.value === 'lost');
  assert.notEqual(link.state.value, null);
  assert.notEqual(link.retryAtMs.value, null);
  await assert.rejects(link.call.stopInspecting({ folderId: mainFolder }), /no connection/);
  station.inspect('fail');
  await until(() => link.problem.value === 'The station is not running.');
  assert.equal(link.link.value, 'lost');
  refuse(false);
  link.retryNow();
  await until(() => link.link.value === 'live');
  assert.equal(link.problem.value, null);
  assert.equal(link.recent.value.get(mainFolder)?.[0]?.verdict, 'fail');
});

test('reactive objects of a form reach the station as plain values', async () => {
  const { station, link } = setUp();
  await until(() => link.link.value === 'live');
  let given: unknown = null;
  Object.assign(station.handlers, {
    changeSettings: (change: unknown) => {
      given = change;
      return change;
    },
  });
  await link.call.changeSettings(reactive({ shiftStartHours: [6, 14] }));
  assert.deepEqual(given, { shiftStartHours: [6, 14] });
});

test('a station that does not answer is not live, however open its port', async () => {
  const { link } = setUp({ silenceMs: 60, deaf: true });
  await until(() => link.link.value === 'lost');
  assert.match(link.problem.value ?? '', /did not answer within 0.06 seconds/);
});

test('a connection that fell silent without closing is given up', async () => {
  const { station, link } = setUp({ silenceMs: 60 });
  await until(() => link.link.value === 'live');
  Object.assign(station.handlers, { getState: () => new Promise(() => {}) });
  await until(() => link.link.value === 'lost');
});

test('nobody sees nothing: the state of before goes with the log-off and comes with the log-in', async () => {
  const { station, link } = setUp();
  station.inspect('pass');
  await until(() => link.link.value === 'live');
  assert.notEqual(link.state.value, null);
  station.announce('callerChanged', { usersOn: true, user: null, role: 'nobody', idleMinutes: null });
  station.inspect('fail');
  await until(() => link.caller.value?.role === 'nobody');
  await sleep(200);
  assert.equal(link.state.value, null);
  assert.equal(link.recent.value.size, 0);
  assert.equal(link.link.value, 'live');
  station.announce('callerChanged', { usersOn: true, user: 'Eva', role: 'operator', idleMinutes: 15 });
  await until(() => link.state.value !== null);
  assert.equal(link.caller.value?.user, 'Eva');
});

test('a lost connection is resumed with the token of the log-in; one the station does not know is forgotten', async () => {
  const { station, link, cut } = setUp();
  const resumed: string[] = [];
  const eva = { usersOn: true, user: 'Eva', role: 'operator', idleMinutes: 15 } as const;
  await until(() => link.link.value === 'live');
  station.handlers.resumeLogIn = ({ token }) => {
    resumed.push(token);
    if (resumed.length > 1) throw new CallFailure('notFound', 'This log-in has ended; log in again.');
    return eva;
  };
  link.keepLogIn({ caller: eva, token: 'abc' });
  for (const user of ['Eva', null, null]) {
    cut();
    await until(() => link.link.value === 'lost');
    await until(() => link.link.value === 'live');
    assert.equal(link.caller.value?.user, user);
  }
  assert.deepEqual(resumed, ['abc', 'abc']);
});
