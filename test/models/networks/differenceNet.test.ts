import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '../../../models/graph/graph.ts';
import { differenceLoss } from '../../../models/networks/differenceNet.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';
import { gradientError } from '../gradient/finiteDifferences.ts';

const logit = Float32Array.of(-3, 2, 0.5, -1, 4, -2, 1, -5);
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

async function lossOf(mask: Float32Array): Promise<number> {
  const graph = new Graph('loss');
  const shape = [2, 1, 2, 2];
  graph.output('loss', differenceLoss(graph.input('logit', shape), graph.input('mask', shape)));
  await using session = await Session.load(graph.toModel(), { threads: 1 });
  const outputs = await session.run({ logit: float32Tensor(shape, logit), mask: float32Tensor(shape, mask) });
  return float32Of(outputs, 'loss')[0]!;
}

/** The definition, pixel by pixel. */
function expected(mask: Float32Array): number {
  const sum = (of: (x: number, m: number) => number): number =>
    logit.reduce((total, x, i) => total + of(x, mask[i]!), 0);
  const focal = (right: number): number => -((1 - right) ** 2) * Math.log(right);
  const anomalous = sum((x, m) => m * focal(sigmoid(x))) / (1 + sum((_, m) => m));
  const clean = sum((x, m) => (1 - m) * focal(sigmoid(-x))) / (1 + sum((_, m) => 1 - m));
  const dice = 1 - (2 * sum((x, m) => m * sigmoid(x)) + 1) / (sum((x) => sigmoid(x)) + sum((_, m) => m) + 1);
  return anomalous + clean + dice;
}

for (const [name, mask] of [
  ['some anomalous pixels', Float32Array.of(0, 1, 0, 0, 1, 0, 0, 0)],
  ['no anomalous pixel', new Float32Array(8)],
  ['all anomalous pixels', new Float32Array(8).fill(1)],
] as const) {
  test(`the loss of ${name} is its definition`, async () => {
    assert.ok(Math.abs((await lossOf(mask)) - expected(mask)) < 1e-5);
  });
}

test('the loss has the gradient of central differences', async () => {
  const { error } = await gradientError({
    inputs: [[2, 1, 2, 3]],
    build: (x) =>
      differenceLoss(x, x.graph.constant([0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0], 'float32', [2, 1, 2, 3])),
  });
  assert.ok(error < 1e-2, `off by ${error}`);
});
