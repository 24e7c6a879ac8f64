import type { Value } from '../graph/graph.ts';
import { normalAxis, staticSize } from '../graph/shape.ts';

/** The k largest elements along one axis, sorted downwards, and their indices (int64). */
export function topK(x: Value, k: number, axis = -1): { values: Value; indices: Value } {
  const normal = normalAxis('TopK', axis, x.shape.length);
  const size = staticSize('TopK', x.shape, normal);
  if (!(Number.isInteger(k) && k >= 1 && k <= size)) {
    throw new RangeError(`TopK: k must lie in 1..${size}, got ${k}.`);
  }
  const shape = x.shape.map((old, index) => (index === normal ? k : old));
  const outputs = [
    { type: x.type, shape },
    { type: 'int64' as const, shape },
  ];
  const [values, indices] = x.graph.node('TopK', [x, x.graph.constant([k], 'int64')], outputs, {
    axis: { int: normal },
  });
  if (!values || !indices) throw new TypeError('TopK: the node has no results.');
  return { values, indices };
}
