import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrationInForce, isSetByHand, limitsInForce } from '../../electron/common/limits.ts';
import { decideVerdict, worstVerdict } from '../../electron/common/verdict.ts';

for (const [score, verdict] of [
  [0.5, 'pass'],
  [0.8, 'pass'],
  [0.81, 'review'],
  [1, 'review'],
  [1.01, 'fail'],
] as const) {
  test(`a score of ${score} between the limits 0.8 and 1 is ${verdict}`, () => {
    assert.equal(decideVerdict(score, 1, 0.8), verdict);
    assert.equal(decideVerdict(score, 1), verdict === 'review' ? 'pass' : verdict, 'without a second limit');
  });
}

test('a score that is no number has no verdict', () => {
  assert.throws(() => decideVerdict(Number.NaN, 1, 0.8), /must be a finite number, got NaN/);
});

test('a part is left for review when a view of it is and none fails', () => {
  assert.equal(worstVerdict(['pass', 'review', 'pass']), 'review');
  assert.equal(worstVerdict(['review', 'fail']), 'fail');
});

const calibrated = { limit: 1, reviewLimit: 0.8 };
for (const [what, hand, limits] of [
  ['nothing by hand: both as calibrated', { limit: null, reviewLimit: null }, calibrated],
  ['a limit by hand replaces both', { limit: 2, reviewLimit: null }, { limit: 2, reviewLimit: null }],
  ['both by hand', { limit: 2, reviewLimit: 1.5 }, { limit: 2, reviewLimit: 1.5 }],
  [
    'a second limit beside the calibrated one',
    { limit: null, reviewLimit: 0.5 },
    { limit: 1, reviewLimit: 0.5 },
  ],
] as const) {
  test(`limits in force: ${what}`, () => {
    assert.deepEqual(limitsInForce(hand, calibrated), limits);
    const id = calibrationInForce(hand, 'c1');
    assert.equal(isSetByHand(id), hand.limit !== null || hand.reviewLimit !== null);
    assert.equal(id === 'c1', !isSetByHand(id), 'a calibration is not named for limits that are not its own');
  });
}
