import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LabCounts } from '../../electron/common/lab.ts';
import { labRates } from '../../electron/common/labRates.ts';

const none: LabCounts = {
  ...{ goods: 0, goodsRejected: 0, goodsUnsure: 0, bads: 0, badsPassed: 0, badsUnsure: 0 },
  ...{ synthetics: 0, syntheticsPassed: 0 },
};

test('without bad images nothing is said about escapes, whatever synthetic ones show', () => {
  const rates = labRates({ ...none, goods: 100, synthetics: 100 });
  assert.equal(rates.escape, null);
  assert.equal(rates.bestEscape, null);
  assert.equal(rates.syntheticPassed?.rate, 0);
  assert.equal(rates.badsNeeded, 59);
  assert.equal(rates.goodsNeeded, 598);
  assert.deepEqual([labRates(none).overkill, labRates(none).bestOverkill], [null, null]);
});

test('0 of 10 bad images still allow 25.9 % of escapes; the sides do not mix', () => {
  const { escape, overkill, bestEscape } = labRates({ ...none, goods: 200, goodsRejected: 3, bads: 10 });
  assert.ok(Math.abs((escape?.upperBound ?? 0) - 0.2589) < 5e-5);
  assert.ok(Math.abs((bestEscape ?? 0) - 0.2589) < 5e-5);
  assert.deepEqual([overkill?.count, overkill?.of], [3, 200]);
  // R: binom.test(3, 200)$conf.int
  const [low, high] = overkill?.interval ?? [0, 0];
  assert.ok(Math.abs(low - 0.003106) < 1e-5 && Math.abs(high - 0.043216) < 1e-5, `${low} ${high}`);
});
