import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph, type Value } from '../../models/graph/graph.ts';
import { adamW, clipByGlobalNorm, movingAverage, warmupCosine } from '../../models/optimizer.ts';
import { Session, float32Of, float32Tensor } from '../../models/session.ts';

const options = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1 };

function close(actual: ArrayLike<number>, expected: readonly number[], tolerance = 1e-5): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, index) => {
    const got = actual[index] ?? NaN;
    assert.ok(
      Math.abs(got - value) <= tolerance * Math.max(1, Math.abs(value)),
      `[${index}] is ${got}, not ${value}`,
    );
  });
}

async function evaluate(
  build: (graph: Graph) => Record<string, Value>,
  feeds: Record<string, number[] | number>,
): Promise<Record<string, Float32Array>> {
  const graph = new Graph('optimizer');
  for (const [name, value] of Object.entries(build(graph))) graph.output(`next.${name}`, value);
  await using session = await Session.load(graph.toModel(), { threads: 1 });
  const outputs = await session.run(
    Object.fromEntries(
      Object.entries(feeds).map(([name, value]) => [
        name,
        typeof value === 'number'
          ? float32Tensor([], Float32Array.of(value))
          : float32Tensor([value.length], Float32Array.from(value)),
      ]),
    ),
  );
  return Object.fromEntries(
    session.outputNames.map((name) => [name.slice('next.'.length), float32Of(outputs, name)]),
  );
}

test('AdamW follows algorithm 2 of Loshchilov and Hutter over several steps', async () => {
  let state = { parameters: [1, -2, 0.5], mean: [0, 0, 0], square: [0, 0, 0] };
  const expected = structuredClone(state);
  for (let step = 1; step <= 3; step++) {
    const gradient = [0.3 * step, -1, 0.01];
    const outputs = await evaluate(
      (graph) => {
        const inputs = {
          parameters: graph.input('parameters', [3]),
          mean: graph.input('mean', [3]),
          square: graph.input('square', [3]),
        };
        const decayed = graph.constant([1, 0, 1]);
        const g = graph.input('gradient', [3]);
        return { ...adamW(inputs, g, graph.input('step', []), graph.input('rate', []), decayed, options) };
      },
      { ...state, gradient, step, rate: 0.02 },
    );
    for (const [index, g] of gradient.entries()) {
      const m = 0.9 * (expected.mean[index] ?? 0) + 0.1 * g;
      const v = 0.99 * (expected.square[index] ?? 0) + 0.01 * g * g;
      const p = expected.parameters[index] ?? 0;
      const direction = m / (1 - 0.9 ** step) / (Math.sqrt(v / (1 - 0.99 ** step)) + 1e-8);
      expected.mean[index] = m;
      expected.square[index] = v;
      expected.parameters[index] = p - 0.02 * (direction + 0.1 * (index === 1 ? 0 : p));
    }
    state = {
      parameters: Array.from(outputs['parameters'] ?? []),
      mean: Array.from(outputs['mean'] ?? []),
      square: Array.from(outputs['square'] ?? []),
    };
    close(state.parameters, expected.parameters);
    close(state.mean, expected.mean);
    close(state.square, expected.square);
  }
});

test('clipping bounds the global norm, leaves short gradients alone and drops those that are not finite', async () => {
  const clip = (g: number[]) =>
    evaluate((graph) => ({ ...clipByGlobalNorm(graph.input('g', [g.length]), 2) }), { g });
  close((await clip([3, 4]))['gradient'] ?? [], [1.2, 1.6]);
  close((await clip([3, 4]))['norm'] ?? [], [5]);
  close((await clip([0.3, 0.4]))['gradient'] ?? [], [0.3, 0.4]);
  close((await clip([0, 0]))['gradient'] ?? [], [0, 0]);
  close((await clip([NaN, 1]))['gradient'] ?? [], [0, 0]);
  close((await clip([Infinity, 1]))['gradient'] ?? [], [0, 0]);
});

test('the learning rate warms up, then falls along half a cosine', async () => {
  const schedule = { peak: 0.1, finalShare: 0.1, warmupSteps: 10 };
  const at = async (step: number): Promise<number> => {
    const build = (graph: Graph) => ({
      rate: warmupCosine(graph.input('step', []), graph.input('total', []), schedule),
    });
    return (await evaluate(build, { step, total: 110 }))['rate']?.[0] ?? NaN;
  };
  close([await at(1), await at(5), await at(10)], [0.01, 0.05, 0.1]);
  close([await at(35), await at(60), await at(110)], [0.01 + 0.09 * (0.5 + Math.SQRT1_2 / 2), 0.055, 0.01]);
  close([await at(500)], [0.01]);
});

test('before the warm-up ends the learning rate does not depend on the total', async () => {
  const schedule = { peak: 0.1, finalShare: 0.1, warmupSteps: 10 };
  const build = (graph: Graph) => ({
    rate: warmupCosine(graph.input('step', []), graph.input('total', []), schedule),
  });
  const [short, long] = await Promise.all([5, 10000].map((total) => evaluate(build, { step: 9, total })));
  assert.equal(short?.['rate']?.[0], long?.['rate']?.[0]);
});

test('the moving average forgets its start', async () => {
  const build = (graph: Graph) => ({
    average: movingAverage(
      graph.input('average', [1]),
      graph.input('now', [1]),
      graph.input('step', []),
      0.99,
    ),
  });
  close((await evaluate(build, { average: [1], now: [0], step: 1 }))['average'] ?? [], [2 / 11]);
  close((await evaluate(build, { average: [1], now: [0], step: 1e6 }))['average'] ?? [], [0.99]);
});
