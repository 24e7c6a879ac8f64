import assert from 'node:assert/strict';
import { test } from 'node:test';
import { betaProbability, betaQuantile } from '../../models/betaQuantile.ts';

function closeTo(actual: number, expected: number, relative: number): void {
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} is not ${expected}`);
}

// scipy.stats.beta.ppf and cdf, SciPy 1.10.1.
const quantiles = [
  [0.95, 1, 40, 0.07215752450551455],
  [0.95, 3, 38, 0.14915196127321298],
  [0.025, 2, 99, 0.0024313368239425423],
  [0.975, 11, 90, 0.17622259774002266],
  [0.95, 0.5, 0.5, 0.9938441702975689],
  [0.05, 250, 3, 0.9752287845272982],
  [0.95, 6, 595, 0.017441325398446703],
  [0.5, 1000, 1000, 0.5],
  [0.95, 1, 100000, 2.9956874019427947e-5],
] as const;
const probabilities = [
  [0.1, 2, 3, 0.0523],
  [0.9, 2, 3, 0.9963],
  [0.5, 100, 100, 0.5],
  [0.01, 1, 598, 0.9975461592783277],
  [0, 2, 2, 0],
  [1, 2, 2, 1],
] as const;

for (const [probability, a, b, expected] of quantiles) {
  test(`quantile ${probability} of Beta(${a}, ${b}) is SciPy's`, () => {
    closeTo(betaQuantile(probability, a, b), expected, 1e-9);
  });
}

for (const [x, a, b, expected] of probabilities) {
  test(`probability of Beta(${a}, ${b}) up to ${x} is SciPy's`, () => {
    closeTo(betaProbability(x, a, b), expected, 1e-11);
  });
}

test('wrong arguments are refused with their values', () => {
  assert.throws(() => betaProbability(2, 1, 1), /x 2/);
  assert.throws(() => betaProbability(0.5, 0, 1), /a 0/);
  assert.throws(() => betaQuantile(-0.1, 1, 1), /-0\.1/);
});
