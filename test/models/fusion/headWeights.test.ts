import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auroc } from '../../../models/evaluation/auroc.ts';
import { type Anomalous, headWeights } from '../../../models/fusion/headWeights.ts';
import { Random } from '../../../models/random.ts';

/** Evidence of good images is exponential; `shift` is what an anomaly adds, head by head. */
function drawn(count: number, shift: readonly number[], random: Random): number[][] {
  return Array.from({ length: count }, () =>
    shift.map((more) => more * random.uniform() - Math.log(1 - random.uniform())),
  );
}
const anomalous = (rows: number[][]): Anomalous[] => rows.map((evidence) => ({ evidence, importance: 1 }));
const equal = (heads: number): number[] => Array.from({ length: heads }, () => 1 / heads);
const fusedAuroc = (weights: number[], goods: number[][], bads: number[][]): number => {
  const score = (row: number[]): number => row.reduce((sum, value, i) => sum + value * weights[i]!, 0);
  return auroc(goods.map(score), bads.map(score));
};

test('a head that tells nothing weighs less than one that does, and the fused score gains', () => {
  const random = new Random(1);
  const none = [0, 0, 0, 0, 0, 0];
  const [goods, bads] = [drawn(40, none, random), drawn(100, [6, 0, 0, 0, 0, 0], random)];
  const weights = headWeights(goods, anomalous(bads), equal(6));
  assert.ok(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-9);
  assert.ok(weights[0]! > 0.5, weights.join(' '));
  const [freshGoods, freshBads] = [drawn(2000, none, random), drawn(2000, [6, 0, 0, 0, 0, 0], random)];
  assert.ok(fusedAuroc(weights, freshGoods, freshBads) > fusedAuroc(equal(6), freshGoods, freshBads) + 0.02);
});

test('heads that see different anomalies are all kept', () => {
  const random = new Random(2);
  const bads = [
    ...drawn(50, [5, 0, 0], random),
    ...drawn(50, [0, 5, 0], random),
    ...drawn(50, [0, 0, 5], random),
  ];
  const weights = headWeights(drawn(30, [0, 0, 0], random), anomalous(bads), equal(3));
  for (const weight of weights) assert.ok(weight > 0.2, weights.join(' '));
});

test('importance counts as often having seen the image', () => {
  const random = new Random(3);
  const goods = drawn(30, [0, 0], random);
  const [first, second] = [drawn(30, [4, 0], random), drawn(30, [0, 4], random)];
  const rarely = second.map((evidence) => ({ evidence, importance: 0.05 }));
  const [weight = 0] = headWeights(goods, [...anomalous(first), ...rarely], equal(2));
  const [other = 0] = headWeights(goods, anomalous([...first, ...second]), equal(2));
  assert.ok(weight > other + 0.1, `${weight} ${other}`);
});

test('nothing to learn from is refused', () => {
  assert.throws(() => headWeights([], [], [1]), /got 1; 0 and 0/);
});
