import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { RecipeSettings } from '../../electron/common/recipe.ts';
import { parseHours } from '../../renderer/parseHours.ts';
import { recipeDraft, recipeProblems, recipeSettings } from '../../renderer/watchDraft.ts';

test('an untouched draft becomes settings the station takes', () => {
  const settings = recipeSettings(recipeDraft(), 'Bottle', 'bottle-1');
  assert.deepEqual(v.parse(RecipeSettings, settings), settings);
  assert.deepEqual(recipeSettings(recipeDraft(settings), 'Bottle', 'bottle-1'), settings);
});

test('what is typed reaches the settings', () => {
  const draft = {
    ...recipeDraft(),
    limit: ' 0.25 ',
    reviewLimit: '0.2',
    namePattern: ' ^(?<part>\\d+) ',
  };
  assert.equal(recipeProblems(draft).size, 0);
  const { limit, reviewLimit, namePattern } = recipeSettings(draft, 'Bottle', 'bottle-1');
  assert.deepEqual([limit, reviewLimit, namePattern], [0.25, 0.2, '^(?<part>\\d+)']);
});

test('each wrong field is named', () => {
  const draft = {
    ...recipeDraft(),
    limit: 'high',
    namePattern: '(',
    silentAfterSeconds: 0,
    alarmAfterFails: 1,
    alarmFailsAmong: { fails: 9, parts: 8 },
    archiveOneInPasses: -1,
  };
  assert.deepEqual([...recipeProblems(draft)].sort(), [
    'alarmAfterFails',
    'alarmFailsAmong',
    'archiveOneInPasses',
    'limit',
    'namePattern',
    'silentAfterSeconds',
  ]);
});

test('a second limit is a number below the limit', () => {
  const problems = (limit: string, reviewLimit: string) => [
    ...recipeProblems({ ...recipeDraft(), limit, reviewLimit }),
  ];
  assert.deepEqual(problems('0.2', '0.2'), ['reviewLimit']);
  assert.deepEqual(problems('', 'low'), ['reviewLimit']);
  assert.deepEqual(problems('', '0.2'), [], 'below the calibrated limit: the station checks');
});

test('hours of shifts as people type them', () => {
  assert.deepEqual(parseHours('22; 6 14,6'), [6, 14, 22]);
  for (const wrong of ['', '24', '-1', '6.5', 'six']) assert.equal(parseHours(wrong), null, wrong);
});
