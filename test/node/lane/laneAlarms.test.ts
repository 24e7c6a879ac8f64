import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLaneAlarms } from '../../../electron/node/lane/laneAlarms.ts';
import { defaultRecipeSettings } from '../../../electron/common/recipe.ts';
import type { Verdict } from '../../../electron/common/verdict.ts';
import { someFolder } from '../../helpers/storeRows.ts';

function laneAlarms() {
  const said: string[] = [];
  const alarms = createLaneAlarms(
    {
      raise: (kind) => said.push(`${kind} raised`),
      clear: (kind) => said.push(`${kind} cleared`),
      clearFolder: () => {},
      acknowledge: () => assert.fail(),
      shelve: () => assert.fail(),
      unshelve: () => assert.fail(),
      find: () => assert.fail(),
      list: () => [],
      tick: () => {},
    },
    someFolder,
    'cuda',
  );
  /** What was said since the last time. */
  const heard = () => said.splice(0);
  return { alarms, heard };
}

test('a silent source is told once, and again after an image came', () => {
  const { alarms, heard } = laneAlarms();
  alarms.tick(0, 299_000, 300);
  assert.deepEqual(heard(), []);
  alarms.tick(0, 301_000, 300);
  alarms.tick(0, 302_000, 300);
  assert.deepEqual(heard(), ['sourceSilent raised']);
  alarms.tick(0, 10, 300);
  assert.deepEqual(heard(), ['sourceSilent cleared']);
  alarms.tick(0, 1e9, null);
  assert.deepEqual(heard(), [], 'never, when the recipe says so');
  alarms.tick(0, null, 1);
  assert.deepEqual(heard(), [], 'not while no image is expected');
});

test('a source gone, a store and a move that fail are conditions: told when they begin and end', () => {
  const { alarms, heard } = laneAlarms();
  const missing = { state: 'missing', reason: 'Not there.' } as const;
  alarms.source({ state: 'starting', reason: null });
  alarms.source(missing);
  alarms.source({ ...missing, reason: 'Not there, in other words.' });
  alarms.source({ state: 'polling', reason: null });
  assert.deepEqual(heard(), ['sourceGone raised', 'sourceGone cleared']);
  alarms.store(new Error('database or disk is full'));
  alarms.store(new Error('disk I/O error'));
  alarms.store(null);
  alarms.store(null);
  assert.deepEqual(heard(), ['storeFailed raised', 'storeFailed cleared']);
  alarms.moving('a.png cannot be moved.');
  alarms.moving(null);
  alarms.pictures('No room.');
  alarms.stopped();
  assert.deepEqual(
    heard().filter((one) => /raised/.test(one)),
    ['moveFailed raised', 'pictureFailed raised'],
  );
});

test('every crash of the inference process counts; being ready again ends it', () => {
  const { alarms, heard } = laneAlarms();
  const provider = { chosen: 'cuda', measured: 'cpu', msPerImage: 9, fallbackReason: 'No device.' } as const;
  const state = { reason: null, restarts: 0, provider } as const;
  alarms.inference({ ...state, phase: 'restarting', reason: 'Ended.' });
  alarms.inference({ ...state, phase: 'restarting', reason: 'Ended.' });
  alarms.inference({ ...state, phase: 'ready' });
  alarms.inference({ ...state, phase: 'ready' });
  const said = heard();
  assert.equal(said.filter((one) => one === 'inferenceFailing raised').length, 2);
  assert.equal(
    said.filter((one) => one === 'providerFallback raised').length,
    1,
    'the same fallback is told once',
  );
});

test('numbers are followed only where the recipe asks for it', () => {
  const { alarms, heard } = laneAlarms();
  const wanted = { ...defaultRecipeSettings, product: 'p', bundle: 'b', numberGapAlarm: true };
  for (const number of [1, 5]) alarms.number({ ...wanted, numberGapAlarm: false }, null, number);
  assert.deepEqual(heard(), []);
  for (const number of [1, null, 3]) alarms.number(wanted, null, number);
  assert.deepEqual(heard(), ['numberGap raised']);
  alarms.number(wanted, null, 2);
  assert.deepEqual(heard(), ['numberGap cleared']);
});

test('judging on another provider than before is told, whether or not it was chosen', () => {
  const { alarms, heard } = laneAlarms();
  const ready = (measured: 'cpu' | 'cuda') =>
    alarms.inference({
      ...{ phase: 'ready', reason: null, restarts: 0 },
      provider: { chosen: measured, measured, msPerImage: 9, fallbackReason: null },
    });
  const told = () => heard().filter((one) => one.startsWith('providerChanged'));
  ready('cuda');
  assert.deepEqual(told(), []);
  ready('cpu');
  ready('cpu');
  assert.deepEqual(told(), ['providerChanged raised']);
});

test('a run of fails is told once, and ends with the next pass; what is neither does not end it', () => {
  const { alarms, heard } = laneAlarms();
  const say = (...verdicts: Verdict[]) =>
    verdicts.forEach((verdict) => alarms.verdict(verdict, { alarmAfterFails: 3, alarmFailsAmong: null }));
  say('fail', 'fail', 'pass', 'fail', 'unreadable', 'fail');
  assert.deepEqual(heard(), []);
  say('fail', 'fail', 'review');
  assert.deepEqual(heard(), ['runOfFails raised']);
  say('pass', 'pass');
  assert.deepEqual(heard(), ['runOfFails cleared']);
  for (let part = 0; part < 20; part += 1)
    alarms.verdict('fail', { alarmAfterFails: null, alarmFailsAmong: null });
  assert.deepEqual(heard(), [], 'never, when the recipe says so');
});
