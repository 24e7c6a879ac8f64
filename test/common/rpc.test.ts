import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallFailure } from '../../electron/common/callFailure.ts';
import { neededRoles, parsers, type Caller, type StationHandlers } from '../../electron/common/contract.ts';
import type { Port } from '../../electron/common/port.ts';
import { callerRoles } from '../../electron/common/role.ts';
import {
  connect,
  maxCallsWaiting,
  maxEventsUnseen,
  serve,
  type EventListener,
} from '../../electron/common/rpc.ts';
import { memoryPair } from '../../electron/node/ports.ts';

const supervisor: Caller = { user: 'local', role: 'supervisor' };
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Handlers that name themselves and what they were given, but for those passed in. */
function echoHandlers(own: Partial<StationHandlers> = {}): StationHandlers {
  const names = Object.keys(parsers);
  const echo = names.map((name) => [name, (args: unknown, caller: Caller) => ({ name, args, caller })]);
  return { ...Object.fromEntries(echo), ...own } as StationHandlers;
}

function station({ handlers = echoHandlers(), caller = supervisor } = {}) {
  const [screenEnd, stationEnd] = memoryPair();
  const listeners = new Set<EventListener>();
  serve({
    port: stationEnd,
    handlers,
    caller: () => caller,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const announce: EventListener = (name, value) => {
    for (const listener of listeners) listener(name, value);
  };
  return { screenEnd, stationEnd, listeners, announce };
}

/** Sends raw frames and gathers what comes back. */
function rawScreen(port: Port) {
  const answers: Record<string, unknown>[] = [];
  port.onValue((value) => answers.push(value as Record<string, unknown>));
  return answers;
}

test('a call reaches its handler with checked arguments and the host-given caller', async () => {
  const { screenEnd } = station();
  const { call } = connect(screenEnd);
  assert.deepEqual(await call.listEvents({ limit: 3 }), {
    name: 'listEvents',
    args: { limit: 3 },
    caller: supervisor,
  });
});

test('calls wait side by side and are told apart', async () => {
  const waiting: (() => void)[] = [];
  const { screenEnd } = station({
    handlers: echoHandlers({
      listEvents: async ({ limit }) => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return limit as never;
      },
    }),
  });
  const { call } = connect(screenEnd);
  const answers = [call.listEvents({ limit: 1 }), call.listEvents({ limit: 2 })];
  await turn();
  for (const resolve of waiting.reverse()) resolve();
  assert.deepEqual(await Promise.all(answers), [1, 2]);
});

const wrongCalls: { frame: Record<string, unknown>; code: string; message: RegExp }[] = [
  { frame: { name: 'constructor', args: {} }, code: 'unknownCall', message: /"constructor"/ },
  { frame: { name: '__proto__', args: {} }, code: 'unknownCall', message: /"__proto__"/ },
  { frame: { name: 'toString', args: {} }, code: 'unknownCall', message: /"toString"/ },
  { frame: { name: 'dropTables', args: {} }, code: 'unknownCall', message: /"dropTables"/ },
  { frame: { name: 'x'.repeat(1e6), args: {} }, code: 'unknownCall', message: /^.{0,120}$/ },
  { frame: { name: 'getState' }, code: 'badArguments', message: /getState/ },
  { frame: { name: 'getState', args: null }, code: 'badArguments', message: /getState/ },
  { frame: { name: 'getState', args: { extra: 1 } }, code: 'badArguments', message: /extra/ },
  {
    frame: { name: 'getState', args: JSON.parse('{"__proto__":{"a":1}}') },
    code: 'badArguments',
    message: /__proto__/,
  },
  { frame: { name: 'listEvents', args: { limit: '5' } }, code: 'badArguments', message: /limit/ },
  { frame: { name: 'listEvents', args: { limit: 1e9 } }, code: 'badArguments', message: /limit/ },
  {
    frame: { name: 'getInspection', args: { resultId: '../../etc/passwd' } },
    code: 'badArguments',
    message: /resultId: expected an id/,
  },
];

for (const { frame, code, message } of wrongCalls) {
  test(`refused with ${code}: ${JSON.stringify(frame).slice(0, 80)}`, async () => {
    const { screenEnd } = station();
    const answers = rawScreen(screenEnd);
    screenEnd.send({ kind: 'call', id: 7, ...frame });
    await turn();
    assert.equal(answers.length, 1);
    assert.equal(answers[0]?.kind, 'failed');
    assert.equal(answers[0]?.id, 7);
    assert.equal(answers[0]?.code, code);
    assert.match(String(answers[0]?.message), message);
  });
}

const noFrames: unknown[] = [
  null,
  1,
  'call',
  [],
  [['call']],
  {},
  { kind: 'call' },
  { kind: 'call', id: -1, name: 'getState', args: {} },
  { kind: 'call', id: 1.5, name: 'getState', args: {} },
  { kind: 'call', id: '1', name: 'getState', args: {} },
  { kind: 'call', id: 1, name: ['getState'], args: {} },
  { kind: 'call', id: 2 ** 60, name: 'getState', args: {} },
  { kind: 'done', id: 1, value: 'forged' },
  { kind: 'failed', id: 1, code: 'failed', message: 'forged' },
  { kind: 'event', sequence: 1, name: 'stateChanged', value: {} },
  { kind: 'seen', sequence: 1e12 },
  { kind: 'seen', sequence: 'x' },
  { kind: 'constructor', id: 1 },
  { kind: '__proto__', id: 1 },
  { kind: { toString: 'call' }, id: 1 },
];

test('what is no frame is ignored and the connection goes on', async () => {
  const { screenEnd } = station();
  const answers = rawScreen(screenEnd);
  for (const value of noFrames) screenEnd.send(value);
  await turn();
  assert.equal(answers.length, 0);
  screenEnd.send({ kind: 'call', id: 1, name: 'getState', args: {} });
  await turn();
  assert.equal(answers[0]?.kind, 'done');
});

test('a screen is not harmed by forged frames either', async () => {
  const { screenEnd, stationEnd } = station();
  const { call } = connect(screenEnd);
  for (const value of noFrames) stationEnd.send(value);
  stationEnd.send({ kind: 'done', id: 99, value: 'nobody asked' });
  assert.ok(await call.getState({}));
});

test('of two calls under one id only the first is answered, so that answers cannot be mixed up', async () => {
  let finish: (() => void) | undefined;
  const { screenEnd } = station({
    handlers: echoHandlers({
      getState: () => new Promise<never>((resolve) => (finish = () => resolve('slow' as never))),
    }),
  });
  const answers = rawScreen(screenEnd);
  screenEnd.send({ kind: 'call', id: 1, name: 'getState', args: {} });
  screenEnd.send({ kind: 'call', id: 1, name: 'getSettings', args: {} });
  await turn();
  assert.equal(answers.length, 0);
  finish?.();
  await turn();
  assert.deepEqual(answers, [{ kind: 'done', id: 1, value: 'slow' }]);
});

test('errors arrive as code and sentence, without a stack', async () => {
  const { screenEnd } = station({
    handlers: echoHandlers({
      getState: () => {
        throw new Error('The disk is full.');
      },
      getPart: ({ partId }) => {
        throw new CallFailure('notFound', `There is no part "${partId}".`);
      },
    }),
  });
  const { call } = connect(screenEnd);
  await assert.rejects(call.getState({}), { code: 'failed', message: 'The disk is full.' });
  await assert.rejects(call.getPart({ partId: 'A1', jobId: null }), {
    code: 'notFound',
    message: 'There is no part "A1".',
  });
});

test('every call is refused to every role below the one it needs', async () => {
  for (const role of callerRoles) {
    const { screenEnd } = station({ caller: { user: 'someone', role } });
    const answers = rawScreen(screenEnd);
    const names = Object.keys(parsers) as (keyof typeof parsers)[];
    for (const [id, name] of names.entries()) {
      screenEnd.send({ kind: 'call', id, name, args: 'wrong on purpose' });
      // Only so many calls may wait at once.
      await turn();
    }
    const refused = names.filter((_, id) =>
      answers.some((answer) => answer.id === id && answer.code === 'notAllowed'),
    );
    const expected = names.filter(
      (name) => callerRoles.indexOf(neededRoles[name]) > callerRoles.indexOf(role),
    );
    assert.deepEqual(refused, expected);
  }
});

test('more calls than allowed at once are answered busy', async () => {
  const { screenEnd } = station({
    handlers: echoHandlers({ getState: () => new Promise<never>(() => {}) }),
  });
  const answers = rawScreen(screenEnd);
  for (let id = 0; id <= maxCallsWaiting; id++)
    screenEnd.send({ kind: 'call', id, name: 'getState', args: {} });
  await turn();
  assert.deepEqual(
    answers.map(({ id, code }) => [id, code]),
    [[maxCallsWaiting, 'busy']],
  );
});

test('close rejects what waits and what is asked afterwards', async () => {
  const { screenEnd, stationEnd, listeners } = station({
    handlers: echoHandlers({ getState: () => new Promise<never>(() => {}) }),
  });
  const connection = connect(screenEnd);
  const reasons: string[] = [];
  connection.onClose((reason) => reasons.push(reason));
  const waiting = assert.rejects(connection.call.getState({}), { code: 'closed' });
  await turn();
  assert.equal(listeners.size, 1);
  stationEnd.close();
  await waiting;
  assert.equal(reasons.length, 1);
  await assert.rejects(connection.call.getState({}), { code: 'closed' });
  assert.equal(listeners.size, 0, 'the station no longer announces to a closed connection');
});

test('events arrive in order; a lost one is told as a gap', async () => {
  const { screenEnd, stationEnd, announce } = station();
  const connection = connect(screenEnd);
  const heard: string[] = [];
  connection.onEvent('teachingProgressed', ({ product }) => heard.push(product));
  connection.onGap(() => heard.push('gap'));
  announce('teachingProgressed', { product: 'a' } as never);
  announce('teachingProgressed', { product: 'b' } as never);
  await turn();
  stationEnd.send({ kind: 'event', sequence: 5, name: 'teachingProgressed', value: { product: 'f' } });
  stationEnd.send({ kind: 'event', sequence: 6, name: 'teachingProgressed', value: { product: 'g' } });
  await turn();
  assert.deepEqual(heard, ['a', 'b', 'f', 'gap', 'g']);
});

test('a screen that does not read gets a bounded number of events, and the newest with a gap once it reads', async () => {
  const { screenEnd, announce } = station();
  const frames = rawScreen(screenEnd);
  for (let step = 1; step <= 1000; step++) announce('teachingProgressed', { step } as never);
  await turn();
  assert.equal(frames.length, maxEventsUnseen);
  screenEnd.send({ kind: 'seen', sequence: 1 });
  await turn();
  assert.deepEqual(frames.at(-1), {
    kind: 'event',
    sequence: 1000,
    name: 'teachingProgressed',
    value: { step: 1000 },
  });
  assert.equal(frames.length, maxEventsUnseen + 1);
});

test('a screen that forges what it has seen gains no flood', async () => {
  const { screenEnd, announce } = station();
  const frames = rawScreen(screenEnd);
  for (let step = 1; step <= 100; step++) announce('teachingProgressed', { step } as never);
  screenEnd.send({ kind: 'seen', sequence: 2 ** 50 });
  screenEnd.send({ kind: 'seen', sequence: 0 });
  await turn();
  for (let step = 1; step <= 100; step++) announce('teachingProgressed', { step } as never);
  await turn();
  assert.equal(frames.length, maxEventsUnseen);
});
