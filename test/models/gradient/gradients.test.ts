import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradients } from '../../../models/gradient/gradients.ts';
import { Graph } from '../../../models/graph/graph.ts';
import { exp, mul } from '../../../models/ops/elementwise.ts';
import { reduceSum } from '../../../models/ops/reduce.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';

async function evaluate(graph: Graph, x: number[]): Promise<Record<string, number[]>> {
  await using session = await Session.load(graph.toModel(), { threads: 1 });
  const outputs = await session.run({ x: float32Tensor([x.length], Float32Array.from(x)) });
  return Object.fromEntries(session.outputNames.map((name) => [name, Array.from(float32Of(outputs, name))]));
}

test('a value used twice gets the sum of both gradients, a stopped one none', async () => {
  const graph = new Graph('uses');
  const x = graph.input('x', [2]);
  const square = mul(x, x);
  const loss = reduceSum(mul(square, x));
  graph.output('full', gradients(loss, [x])[0] ?? x);
  graph.output('stopped', gradients(loss, [x], { stopAt: [square] })[0] ?? x);
  graph.output('middle', gradients(loss, [square])[0] ?? x);
  const { full, stopped, middle } = await evaluate(graph, [2, 3]);
  assert.deepEqual(full, [12, 27]);
  assert.deepEqual(stopped, [4, 9]);
  assert.deepEqual(middle, [2, 3]);
});

test('a walk can start from a known gradient instead of a loss', async () => {
  const graph = new Graph('seeds');
  const x = graph.input('x', [2]);
  const y = mul(x, 3);
  graph.output('g', gradients([{ value: y, gradient: graph.constant([1, 10]) }], [x])[0] ?? x);
  assert.deepEqual((await evaluate(graph, [0, 0]))['g'], [3, 30]);
});

test('a loss that is no scalar or does not depend on the value is refused', () => {
  const graph = new Graph('refusals');
  const x = graph.input('x', [2]);
  const y = graph.input('y', [2]);
  assert.throws(() => gradients(exp(x), [x]), { message: 'gradients: the loss must be a scalar, got [2].' });
  assert.throws(() => gradients(reduceSum(exp(x)), [y]), {
    message: 'gradients: the loss does not depend on "y".',
  });
});
