import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auroc } from '../../../models/evaluation/auroc.ts';
import { errorsAtLimit } from '../../../models/evaluation/errorsAtLimit.ts';
import { share } from '../../../models/evaluation/share.ts';

for (const [name, goods, bads, expected] of [
  ['separated', [1, 2, 3], [4, 5], 1],
  ['the wrong way round', [4, 5], [1, 2, 3], 0],
  ['all tied', [2, 2], [2, 2, 2], 0.5],
  // sklearn.metrics.roc_auc_score([0,0,0,0,1,1,1], [.1,.4,.35,.8,.4,.4,.9]) = 0.75
  ['with ties', [0.1, 0.4, 0.35, 0.8], [0.4, 0.4, 0.9], 0.75],
] as const) {
  test(`AUROC of ${name} scores is ${expected}`, () => {
    assert.ok(Math.abs(auroc(goods, bads) - expected) < 1e-15);
  });
}

test('AUROC refuses an empty side and NaN', () => {
  assert.throws(() => auroc([], [1]), /0 good and 1 bad/);
  assert.throws(() => auroc([1], [NaN]), /got NaN/);
});

test('no miss in ten bad parts still allows 25.9 % escapes', () => {
  const none = share(0, 10);
  assert.ok(Math.abs(none.upperBound - (1 - 0.05 ** (1 / 10))) < 1e-12);
  assert.equal(none.upperBound.toFixed(3), '0.259');
});

test('the two-sided interval is Clopper and Pearson’s', () => {
  // scipy.stats.binomtest(7, 50).proportion_ci(0.95, 'exact')
  const [low, high] = share(7, 50).interval;
  assert.ok(Math.abs(low - 0.05819170033997342) < 1e-9, String(low));
  assert.ok(Math.abs(high - 0.26739600249700846) < 1e-9, String(high));
  assert.deepEqual(share(3, 3).interval[1], 1);
});

test('an empty sample allows everything', () => {
  const empty = share(0, 0);
  assert.ok(Number.isNaN(empty.rate));
  assert.deepEqual([...empty.interval, empty.upperBound], [0, 1, 1]);
});

test('a score at the limit passes, above it fails', () => {
  const { escape, overkill } = errorsAtLimit([0.1, 0.5, 0.6], [0.5, 0.7, 0.9, 0.2], 0.5);
  assert.deepEqual([escape.count, escape.of], [2, 4]);
  assert.deepEqual([overkill.count, overkill.of], [1, 3]);
});

test('impossible counts are refused', () => {
  assert.throws(() => share(4, 3), /4 of 3/);
});
