import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { describeEscapes, escapesAt } from '../../../models/calibration/escapes.ts';
import { fitGeneralisedPareto, paretoExcess } from '../../../models/calibration/generalisedPareto.ts';
import { imagesToProve, overkillBound, rankForBound } from '../../../models/calibration/orderStatistic.ts';
import { percent } from '../../../models/calibration/percent.ts';
import { tailLimit } from '../../../models/calibration/tailLimit.ts';

interface Fixture {
  fits: { excesses: number[]; shape: number; scale: number; excessAt1Percent: number }[];
  bounds: { goods: number; rank: number; bound: number }[];
  escapes: { passed: number; bads: number; bound: number }[];
}
const path = new URL('../../fixtures/calibration/statistics.json', import.meta.url);
const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;

const near = (actual: number, expected: number, tolerance = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.abs(expected), `${actual}, expected ${expected}`);

for (const { goods, rank, bound } of fixture.bounds) {
  test(`the bound at rank ${rank} of ${goods} is SciPy's beta quantile`, () => {
    near(overkillBound(goods, rank), bound);
    assert.equal(rankForBound(goods, bound * (1 + 1e-9)), rank);
    if (rank === goods) assert.equal(rankForBound(goods, bound * (1 - 1e-9)), null);
  });
}

for (const { passed, bads, bound } of fixture.escapes) {
  test(`${passed} of ${bads} bad images passed: the bound is Clopper and Pearson's, as SciPy has it`, () => {
    const scores = Array.from({ length: bads }, (_, i) => (i < passed ? 1 : 3));
    const escapes = escapesAt(scores, 2);
    assert.deepEqual([escapes.passed, escapes.bads], [passed, bads]);
    near(escapes.upperBound, bound);
  });
}

test('a bad image at the limit has passed', () => {
  assert.equal(escapesAt([2], 2).passed, 1);
});

for (const [share, images] of [
  [0.005, 598],
  [0.05, 59],
  [0.01, 299],
  [0.001, 2995],
] as const) {
  test(`${images} images prove at most ${100 * share} %, one less does not`, () => {
    assert.equal(imagesToProve(share), images);
    assert.ok(overkillBound(images, images) <= share && overkillBound(images - 1, images - 1) > share);
  });
}

for (const { excesses, shape, scale, excessAt1Percent } of fixture.fits) {
  test(`the tail fitted to ${excesses.length} excesses is the reference's`, () => {
    const fitted = fitGeneralisedPareto(excesses.toReversed());
    near(fitted.shape, shape, 1e-8);
    near(fitted.scale, scale, 1e-8);
    near(paretoExcess(fitted, 0.01), excessAt1Percent, 1e-7);
  });
}

test('without shape the tail is exponential', () => {
  near(paretoExcess({ shape: 0, scale: 2 }, 0.01), 2 * Math.log(100));
  near(paretoExcess({ shape: 1e-9, scale: 2 }, 0.01), 2 * Math.log(100), 1e-6);
});

test('a tail limit continues the scores: beyond the largest for a rare target, smaller for a less rare one', () => {
  const scores = Array.from({ length: 100 }, (_, i) => -Math.log((i + 0.5) / 100));
  const rare = tailLimit(scores, 0.001);
  assert.ok(rare.limit > Math.max(...scores) && rare.limit < 12, String(rare.limit));
  assert.ok(tailLimit(scores, 0.01).limit < rare.limit);
  assert.deepEqual([rare.excesses, rare.threshold], [20, scores.toSorted((a, b) => a - b)[79]]);
});

test('a tail limit needs fifty scores that differ', () => {
  assert.throws(
    () =>
      tailLimit(
        Array.from({ length: 49 }, (_, i) => i),
        0.01,
      ),
    /at least 50 calibration images, got 49/,
  );
  assert.throws(
    () =>
      tailLimit(
        Array.from({ length: 60 }, (_, i) => Math.min(i, 30)),
        0.01,
      ),
    /too many of the largest are equal/,
  );
  assert.throws(
    () =>
      tailLimit(
        Array.from({ length: 60 }, (_, i) => i),
        0.3,
      ),
    /below 0.2, got 0.3/,
  );
  assert.throws(() => fitGeneralisedPareto([1, 2, 3]), /at least 5 excesses/);
});

test('what bad images prove is told in sentences', () => {
  assert.equal(
    describeEscapes(escapesAt(Array<number>(10).fill(3), 2)),
    '0 of 10 bad images passed, which allows an escape rate of up to 25.9 % at 95 % (one-sided). ' +
      '59 are needed, all caught, to prove at most 5 %.',
  );
  assert.match(describeEscapes(escapesAt(Array<number>(59).fill(3), 2)), /^0 of 59 .* up to 5 % .*\)\.$/);
  assert.match(describeEscapes(escapesAt([1, 3], 2)), /^1 of 2 bad images passed, .* up to 97.5 %/);
  assert.match(describeEscapes(null), /nothing is known about escapes; 59 are needed/);
});

test('shares are printed so that a bound is never rounded down', () => {
  assert.equal(percent(0.005), '0.5 %');
  assert.equal(percent(0.005, 'up'), '0.5 %');
  assert.equal(percent(0.0722, 'up'), '7.3 %');
  assert.equal(percent(0.0722), '7.2 %');
  assert.equal(percent(0.05), '5 %');
  assert.equal(percent(0.00004, 'up'), '0.004 %');
});
