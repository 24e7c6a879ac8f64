import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrate } from '../../models/calibrate.ts';
import { calibrateByHand } from '../../models/calibration/calibrateByHand.ts';
import { describeCalibration } from '../../models/calibration/describeCalibration.ts';
import { TargetNotProvable } from '../../models/calibration/targetNotProvable.ts';
import type { Calibration, ExactCalibration } from '../../models/manifest.ts';

const createdAt = new Date('2024-05-06T07:08:09Z');
const forty = Array.from({ length: 40 }, (_, i) => ((i * 17) % 40) / 100 + 0.022);
const sorted = forty.toSorted((a, b) => a - b);
const hundred = Array.from({ length: 100 }, (_, i) => -Math.log((i + 0.5) / 100));

function exact(calibration: Calibration): ExactCalibration {
  assert.ok(calibration.kind !== 'estimate');
  return calibration;
}

test('without a target the limit is the largest score, exactly', () => {
  const calibration = exact(calibrate({ head: 'ssim', scores: forty, createdAt }));
  assert.equal(calibration.limit, Math.max(...forty));
  assert.deepEqual([calibration.kind, calibration.method], ['exact', 'orderStatistic']);
  assert.deepEqual([calibration.rank, calibration.goods], [40, 40]);
  assert.equal(calibration.expectedOverkill, 1 / 41);
  assert.ok(Math.abs(calibration.overkillBound - (1 - 0.05 ** (1 / 40))) < 1e-15);
});

for (const [target, rank] of [
  [0.08, 40],
  [0.12, 39],
  [0.15, 38],
  [0.5, 26],
  [0.999, 1],
] as const) {
  test(`a target overkill of ${target} takes the smallest rank that proves it, ${rank} of 40`, () => {
    const calibration = exact(calibrate({ head: 'mse', scores: forty, targetOverkill: target, createdAt }));
    assert.equal(calibration.rank, rank);
    assert.equal(calibration.limit, sorted[rank - 1]);
    assert.equal(calibration.targetOverkill, target);
    assert.ok(calibration.overkillBound <= target);
  });
}

test('a target that the images cannot prove is refused, saying what they can', () => {
  const scores = Array.from({ length: 120 }, (_, i) => i);
  assert.throws(
    () => calibrate({ head: 'mae', scores, targetOverkill: 0.005, createdAt }),
    (error) => {
      assert.ok(error instanceof TargetNotProvable);
      assert.deepEqual([error.needed, error.goods, error.targetOverkill], [598, 120, 0.005]);
      assert.equal(
        error.message,
        'An overkill of at most 0.5 % needs at least 598 calibration images to be proven at 95 %; with 120 the best ' +
          'provable is 2.5 %. Add good images, allow more overkill or ask for an estimate.',
      );
      return true;
    },
  );
});

test('an estimate that was asked for is labelled as one, with what is proven beside it', () => {
  const options = { head: 'mae', scores: hundred, createdAt, allowEstimate: true } as const;
  const estimate = calibrate({ ...options, targetOverkill: 0.001 });
  assert.ok(estimate.kind === 'estimate' && estimate.method === 'paretoTail');
  assert.ok(estimate.limit > Math.max(...hundred));
  assert.equal(estimate.expectedOverkill, 0.001);
  assert.match(
    describeCalibration(estimate),
    /^Limit \S+ of mae, from the tail of 100 held-out good scores: an estimate, about 0\.1 % of good parts rejected; it proves nothing\. With the limit at the largest score 100 images prove at most 3 % at 95 % \(one-sided\)\.$/,
  );
  const below = calibrate({ ...options, targetOverkill: 0.02 });
  assert.ok(below.limit < Math.max(...hundred));
});

test('what can be proven is, even when an estimate was allowed', () => {
  const options = { head: 'mae', scores: forty, targetOverkill: 0.15, createdAt } as const;
  assert.deepEqual(calibrate({ ...options, allowEstimate: true }), calibrate(options));
});

test('scores of several models give an estimate', () => {
  const calibration = calibrate({ head: 'mae', scores: forty, folds: 5, createdAt });
  assert.ok(calibration.kind === 'estimate' && calibration.method === 'kFold');
  assert.deepEqual([calibration.limit, calibration.folds], [Math.max(...forty), 5]);
  assert.match(
    describeCalibration(calibration),
    /a rank among 40 good scores of 5 models: an estimate, .* it proves nothing\.$/,
  );
  assert.throws(
    () => calibrate({ head: 'mae', scores: forty, folds: 5, targetOverkill: 0.01, createdAt }),
    /at least 50/,
  );
});

test('a limit set by hand is an estimate, wherever it lies', () => {
  const calibration = calibrateByHand({ head: 'mae', scores: forty, createdAt }, { limit: sorted[37]! });
  assert.ok(calibration.kind === 'estimate' && calibration.method === 'byHand');
  assert.equal(calibration.expectedOverkill, 3 / 41);
  const above = calibrateByHand({ head: 'mae', scores: forty, createdAt }, { limit: 9, reviewLimit: 0.3 });
  assert.deepEqual([above.kind, above.expectedOverkill], ['estimate', 1 / 41]);
  assert.match(
    describeCalibration(above),
    /set by hand beside 40 .* it proves nothing\. .* Above 0\.3 a person reviews the image\.$/,
  );
  assert.throws(
    () => calibrateByHand({ head: 'mae', scores: forty, createdAt }, { limit: 0.3, reviewLimit: 0.3 }),
    /second limit lies below it, got 0\.3 and 0\.3/,
  );
});

test('a second limit leaves the good parts between the two for review', () => {
  const calibration = calibrate({
    head: 'mae',
    scores: forty,
    reviewOverkill: 0.15,
    badScores: [0.1, 0.405, 5],
    createdAt,
  });
  assert.deepEqual([calibration.limit, calibration.reviewLimit], [sorted[39], sorted[37]]);
  assert.deepEqual(
    [calibration.escapes?.passed, calibration.escapes?.bads],
    [1, 3],
    'in review is not passed',
  );
  assert.match(
    describeCalibration(calibration),
    /Above 0\.392 a person reviews the image; at most 15 % of good parts do not pass\./,
  );
  const refused = { head: 'mae', scores: forty, targetOverkill: 0.15, createdAt } as const;
  assert.throws(
    () => calibrate({ ...refused, reviewOverkill: 0.1 }),
    /second limit for 10 % of the good parts would not lie below the limit/,
  );
  assert.throws(
    () => calibrate({ head: 'mae', scores: forty, reviewOverkill: 0.01, allowEstimate: true, createdAt }),
    TargetNotProvable,
    'no estimate beside an exact limit',
  );
});

test('the sentence printed tells limit, goods, expectation, bound and escapes', () => {
  const calibration = calibrate({
    head: 'ssim',
    scores: forty,
    badScores: Array<number>(10).fill(1),
    createdAt,
  });
  assert.equal(
    describeCalibration(calibration),
    'Limit 0.412 of ssim is the largest of 40 held-out good scores: expected overkill 2.4 %, at most 7.3 % at 95 % (one-sided). ' +
      '0 of 10 bad images passed, which allows an escape rate of up to 25.9 % at 95 % (one-sided). ' +
      '59 are needed, all caught, to prove at most 5 %.',
  );
});

test('the id changes with the scores and is the same for the same ones', () => {
  const id = (scores: number[]): string => calibrate({ head: 'mae', scores, createdAt }).id;
  assert.match(id(forty), /^[0-9a-f]{12}$/);
  assert.equal(id(forty), id([...forty]));
  assert.notEqual(id(forty), id([...forty.slice(0, -1), 0.1]));
});

for (const [name, options, message] of [
  ['no scores', { scores: [] }, /mae has no held-out good scores/],
  ['NaN', { scores: [1, NaN] }, /mae scored held-out good image 2 of 2 as NaN/],
  ['Infinity', { scores: [Infinity, 1] }, /image 1 of 2 as Infinity/],
  ['a target of nothing', { scores: forty, targetOverkill: 0 }, /between 0 and 1, got 0/],
] as const) {
  test(`${name} is refused with a sentence`, () => {
    assert.throws(() => calibrate({ head: 'mae', createdAt, ...options }), message);
  });
}
