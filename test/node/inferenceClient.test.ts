import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JudgeImage, OpenBundle } from '../../electron/common/inferenceProtocol.ts';
import type { InferenceState } from '../../electron/common/stationState.ts';
import { createInferenceClient } from '../../electron/node/inferenceClient.ts';
import { fakeChild, type FakeChild } from '../helpers/fakeChild.ts';
import { fakeTimers } from '../helpers/fakeTimers.ts';

const open: OpenBundle = {
  kind: 'open',
  bundle: '/bundles/a',
  provider: 'auto',
  otherSizes: 'refuse',
  bitDepth: null,
};
const provider = { chosen: 'auto', measured: 'cpu', msPerImage: 3, fallbackReason: null };
const opened = { kind: 'opened', bundle: {}, provider };
const image = (resultId: string) => ({ kind: 'judge', resultId }) as JudgeImage;

function client() {
  const timers = fakeTimers();
  const children: FakeChild[] = [];
  const link = createInferenceClient((name) => {
    assert.equal(name, 'inference');
    const child = fakeChild();
    children.push(child);
    return child;
  }, timers);
  const heard: unknown[] = [];
  link.onReply((reply) => heard.push(reply.kind));
  const states: InferenceState[] = [];
  link.onState((state) => {
    states.push(state);
    heard.push([state.phase, state.restarts, state.provider.measured]);
  });
  link.onLost((outstanding, reason) => heard.push({ outstanding, reason }));
  const newest = () => children.at(-1) as FakeChild;
  return { timers, children, link, heard, states, newest };
}

test('opens the bundle, announces ready after the answer, and passes replies on', () => {
  const { timers, link, heard, newest } = client();
  link.open(open);
  assert.deepEqual(heard, [], 'nothing is announced from inside a call');
  timers.pass(0);
  newest().say(opened);
  link.judge(image('r1'));
  assert.deepEqual(newest().sent, [open, image('r1')]);
  newest().say({ kind: 'judged', resultId: 'r1' });
  newest().say({ kind: 'judged', resultId: 'r1' });
  newest().say({ kind: 'judged', resultId: 'never asked' });
  assert.deepEqual(heard, [['starting', 0, null], 'opened', ['ready', 0, 'cpu'], 'judged']);
});

test('a crash reports what was outstanding, waits, and opens the bundle again', () => {
  const { timers, link, heard, newest } = client();
  link.open(open);
  timers.pass(0);
  newest().say(opened);
  for (const id of ['r1', 'r2', 'r3']) link.judge(image(id));
  newest().say({ kind: 'gone', resultId: 'r1' });
  heard.length = 0;
  newest().exit(null, 'SIGKILL');
  assert.deepEqual(heard, [
    { outstanding: ['r2', 'r3'], reason: 'The inference process was ended by SIGKILL.' },
    ['restarting', 0, null],
  ]);
  assert.throws(() => link.judge(image('r4')), /this one is restarting/);
  timers.pass(200);
  assert.deepEqual(newest().sent, [open]);
  newest().say(opened);
  assert.deepEqual(heard.slice(2), [['starting', 1, null], 'opened', ['ready', 1, 'cpu']]);
  link.judge(image('r2'));
});

test('a provider that ends the process while it opens is given up for the cpu, which is told', () => {
  const { timers, link, newest, states } = client();
  link.open(open);
  for (const waitMs of [200, 400]) {
    timers.pass(0);
    newest().exit(null, 'SIGSEGV');
    timers.pass(waitMs);
  }
  timers.pass(0);
  assert.deepEqual(newest().sent, [{ ...open, provider: 'cpu' }]);
  newest().say({ ...opened, provider: { ...provider, chosen: 'cpu' } });
  const state = states.at(-1)?.provider;
  assert.deepEqual([state?.chosen, state?.measured], ['auto', 'cpu']);
  assert.match(state?.fallbackReason ?? '', /ended the process 2 times, so the cpu runs.*SIGSEGV/);
});

test('a refused bundle ends the process and is not tried again', () => {
  const { timers, children, link, heard, newest } = client();
  link.open(open);
  timers.pass(0);
  newest().say({ kind: 'refused', reason: 'model.onnx is missing.' });
  assert.deepEqual(heard.slice(1), ['refused', ['refused', 0, null]]);
  assert.equal(newest().killed(), true);
  timers.pass(100_000);
  assert.equal(children.length, 1);
});

test('misuse is refused by name', () => {
  const { link, newest, timers } = client();
  assert.throws(() => link.judge(image('r1')), /this one is stopped/);
  link.open(open);
  assert.throws(() => link.open(open), /opens one bundle/);
  timers.pass(0);
  newest().say(opened);
  link.judge(image('r1'));
  assert.throws(() => link.judge(image('r1')), /r1 was asked for already/);
});

test('closing is silent: nothing is reported lost', async () => {
  const { link, heard, newest, timers } = client();
  link.open(open);
  timers.pass(0);
  newest().say(opened);
  link.judge(image('r1'));
  heard.length = 0;
  await link.close();
  assert.equal(newest().killed(), true);
  timers.pass(100_000);
  assert.deepEqual(heard, []);
});
