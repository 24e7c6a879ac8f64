import type { Value } from '../graph/graph.ts';
import { add, div, mul, sub } from '../ops/elementwise.ts';
import { reduceMean } from '../ops/reduce.ts';

/**
 * Where and how much features [N, C, h, w] of two images differ: squared difference, summed over channels, as a
 * share of the mean spread of the first image's features -> [N, 1, h, w], mean about 2 for unrelated images.
 * Free of scale, so layers and networks can be compared and added.
 */
export function featureDifference(reference: Value, other: Value): Value {
  const difference = sub(reference, other);
  const centred = sub(reference, reduceMean(reference, { axes: [2, 3], keepDims: true }));
  const spread = reduceMean(mul(centred, centred), { axes: [1, 2, 3], keepDims: true });
  return div(reduceMean(mul(difference, difference), { axes: [1], keepDims: true }), add(spread, 1e-6));
}
