import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkReplay } from '../../models/checkReplay.ts';

const expected = { mse: 0.004, ssim: 0.3, learnedSimilarity: 2 };

for (const [name, actual, wrong] of [
  ['equal scores', expected, []],
  ['differences within the tolerance', { mse: 0.00404, ssim: 0.297, learnedSimilarity: 2.02 }, []],
  ['a head beyond it', { mse: 0.0042, ssim: 0.3, learnedSimilarity: 2 }, ['mse']],
  ['a score of zero', { mse: 0, ssim: 0.3, learnedSimilarity: 2 }, ['mse']],
  ['a missing head', { mse: 0.004, ssim: 0.3 }, ['learnedSimilarity']],
  ['NaN and Infinity', { mse: NaN, ssim: Infinity, learnedSimilarity: 2 }, ['mse', 'ssim']],
] as const) {
  test(`${name}: ${wrong.length === 0 ? 'the same model' : `${wrong.join(' and ')} differ`}`, () => {
    const mismatches = checkReplay(expected, actual, 0.02);
    assert.deepEqual(
      mismatches.map(({ head }) => head),
      wrong,
    );
  });
}

test('a mismatch tells what was expected and what came', () => {
  assert.deepEqual(checkReplay({ mse: 0.004 }, { mse: 0.008 }, 0.02), [
    { head: 'mse', expected: 0.004, actual: 0.008 },
  ]);
});

test('the rounding noise of a perfect reconstruction is no difference', () => {
  assert.deepEqual(checkReplay({ mse: 0 }, { mse: 1e-9 }, 0.02), []);
});
