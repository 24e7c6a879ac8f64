import assert from 'node:assert/strict';
import { test } from 'node:test';
import { supervise } from '../../electron/node/supervisor.ts';
import { fakeChild, type FakeChild } from '../helpers/fakeChild.ts';
import { fakeTimers } from '../helpers/fakeTimers.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function supervised() {
  const timers = fakeTimers();
  const children: FakeChild[] = [];
  const values: unknown[] = [];
  const ends: [reason: string, waitMs: number][] = [];
  const supervisor = supervise({
    title: 'The test process',
    launch() {
      const child = fakeChild();
      children.push(child);
      return child;
    },
    beats: true,
    onStart: (child) => child.port.send('hello'),
    onValue: (value) => values.push(value),
    onEnd: (reason, waitMs) => ends.push([reason, waitMs]),
    timers,
  });
  supervisor.start();
  const newest = () => children.at(-1) as FakeChild;
  return { timers, children, values, ends, supervisor, newest };
}

test('what ended is started again after a growing wait', () => {
  const { timers, children, ends, supervisor, newest } = supervised();
  newest().exit(1);
  timers.pass(199);
  assert.equal(children.length, 1);
  timers.pass(1);
  assert.equal(children.length, 2);
  newest().exit(null, 'SIGSEGV');
  timers.pass(399);
  assert.equal(children.length, 2);
  timers.pass(1);
  assert.equal(children.length, 3);
  assert.equal(supervisor.restarts, 2);
  assert.deepEqual(ends, [
    ['The test process ended with exit code 1.', 200],
    ['The test process was ended by SIGSEGV.', 400],
  ]);
  assert.deepEqual(newest().sent, ['hello']);
});

test('a process that stops beating is killed and started again', () => {
  const { timers, children, ends, values, newest } = supervised();
  for (let second = 0; second < 60; second++) {
    newest().say({ kind: 'beat' });
    timers.pass(1000);
  }
  assert.equal(children.length, 1);
  timers.pass(13_000);
  assert.equal(newest().killed(), false);
  timers.pass(2_000);
  assert.equal(children[0]?.killed(), true);
  assert.equal(ends.length, 1);
  assert.match(ends[0]?.[0] ?? '', /did not answer for 15 seconds/);
  assert.deepEqual(values, [], 'beats are not passed on');
  timers.pass(200);
  assert.equal(children.length, 2);
});

test('the last word of a process is the reason of its end', () => {
  const { ends, values, newest } = supervised();
  newest().say({ kind: 'failing', reason: 'The model failed: out of memory.' });
  newest().exit(1);
  assert.deepEqual(ends, [['The model failed: out of memory.', 200]]);
  assert.deepEqual(values, []);
});

test('values of a process that was given up do not arrive', () => {
  const { timers, children, values, newest } = supervised();
  newest().say('first');
  newest().exit(0);
  timers.pass(200);
  children[0]?.say('ghost');
  newest().say('second');
  assert.deepEqual(values, ['first', 'second']);
});

test('closing ends the process and any restart', async () => {
  const running = supervised();
  await running.supervisor.close();
  assert.equal(running.newest().killed(), true);
  running.timers.pass(100_000);
  assert.equal(running.children.length, 1);
  assert.deepEqual(running.ends, []);

  const waiting = supervised();
  waiting.newest().exit(1);
  await waiting.supervisor.close();
  waiting.timers.pass(100_000);
  assert.equal(waiting.children.length, 1);
  await turn();
});
