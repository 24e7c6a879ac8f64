import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fitLinearSvm } from '../../../models/classifier/linearSvm.ts';

// Made by test/fixtures/classifier/make.py.
const { cases } = JSON.parse(
  readFileSync(new URL('../../fixtures/classifier/svm.json', import.meta.url), 'utf8'),
) as {
  cases: {
    cost: number;
    rows: number[][];
    bad: boolean[];
    weights: number[];
    bias: number;
    decisions: number[];
  }[];
};

test('loading the library leaves the process as it was', async () => {
  const listeners = () => process.listeners('unhandledRejection');
  const before = listeners();
  await fitLinearSvm([[0], [1]], [false, true]);
  assert.deepEqual(listeners(), before);
});

for (const { cost, rows, bad, weights, bias, decisions } of cases) {
  test(`scikit-learn’s SVC on ${rows.length} rows of ${rows[0]!.length} features`, async () => {
    const svm = await fitLinearSvm(rows, bad, cost);
    weights.forEach((weight, i) => assert.ok(Math.abs(svm.weights[i]! - weight) < 1e-4, `${i}`));
    assert.ok(Math.abs(svm.bias - bias) < 1e-4, `${svm.bias} ${bias}`);
    rows.forEach((row, i) => {
      const decision = row.reduce((sum, value, k) => sum + value * svm.weights[k]!, svm.bias);
      assert.ok(Math.abs(decision - decisions[i]!) < 1e-3, `${decision} ${decisions[i]}`);
    });
  });
}

test('one side alone is refused', async () => {
  await assert.rejects(fitLinearSvm([[0], [1]], [false, false]), /got 2 good and 0 bad/);
});
