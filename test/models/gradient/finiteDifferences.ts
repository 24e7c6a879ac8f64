import { Graph, type Value } from '../../../models/graph/graph.ts';
import { gradients } from '../../../models/gradient/gradients.ts';
import { mul } from '../../../models/ops/elementwise.ts';
import { reduceSum } from '../../../models/ops/reduce.ts';
import { Session, float32Of, float32Tensor, type TensorData } from '../../../models/session.ts';
import { elementCount } from '../../../models/graph/shape.ts';

export interface GradientCase {
  readonly inputs: readonly (readonly number[])[];
  readonly build: (...inputs: Value[]) => Value;
  /** Keep inputs above zero (logarithms, roots). */
  readonly positive?: boolean;
}

/** Values a full difference step apart, so that no step crosses a kink at zero or a tie between two elements. */
export function spacedValues(count: number, seed: number, positive: boolean): Float32Array {
  const step = Math.max(0.05, 2.4 / count);
  const values = Array.from({ length: count }, (_, index) => {
    const magnitude = (positive ? index + 4 : Math.floor(index / 2) + 1) * step;
    return positive || index % 2 === 0 ? magnitude : -magnitude - step / 2;
  });
  let state = seed;
  for (let last = count - 1; last > 0; last--) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    const other = (state >> 8) % (last + 1);
    [values[last], values[other]] = [values[other] ?? 0, values[last] ?? 0];
  }
  return Float32Array.from(values);
}

/** Largest difference, relative to max(1, |gradient|), between rule and central differences over all elements. */
export async function gradientError(testCase: GradientCase): Promise<{ error: number; ops: string[] }> {
  const graph = new Graph('case');
  const values = testCase.inputs.map((shape, index) => graph.input(`x${index}`, shape));
  const result = testCase.build(...values);
  const ops = graph.nodes.map((node) => node.op);
  // A different weight for every element of the result, so that no two errors cancel.
  const count = elementCount(result.shape);
  const weights = graph.constant(
    Array.from({ length: count }, (_, index) => 0.5 + ((index * 37) % 16) / 16),
    'float32',
    result.shape,
  );
  const loss = reduceSum(mul(result, weights));
  graph.output('loss', loss);
  gradients(loss, values).forEach((gradient, index) => graph.output(`g${index}`, gradient));
  await using session = await Session.load(graph.toModel(), { threads: 1 });

  const feeds: Record<string, TensorData<'float32'>> = {};
  testCase.inputs.forEach((shape, index) => {
    const data = spacedValues(elementCount(shape), 7 + index, testCase.positive ?? false);
    feeds[`x${index}`] = float32Tensor(shape, data);
  });
  const analytic = await session.run(feeds);
  const lossAt = async (): Promise<number> => float32Of(await session.run(feeds), 'loss')[0] ?? NaN;
  const h = 0.01;
  let error = 0;
  for (const [index] of testCase.inputs.entries()) {
    const { data } = feeds[`x${index}`] as TensorData<'float32'>;
    const gradient = float32Of(analytic, `g${index}`);
    for (let element = 0; element < data.length; element++) {
      const original = data[element] ?? NaN;
      data[element] = original + h;
      const above = await lossAt();
      data[element] = original - h;
      const below = await lossAt();
      data[element] = original;
      const expected = (above - below) / (2 * h);
      const actual = gradient[element] ?? NaN;
      const difference = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
      error = Number.isNaN(difference) ? Infinity : Math.max(error, difference);
    }
  }
  return { error, ops };
}
