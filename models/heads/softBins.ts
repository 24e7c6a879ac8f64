import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { abs, mul, relu, sub } from '../ops/elementwise.ts';
import { reshape } from '../ops/layout.ts';

/** Bins of a channel. */
export const bins = 16;

/**
 * How much each value belongs to each bin: [N, C, H, W] in 0..1 -> [N, C * bins, H * W] in 0..1. Bin centres lie evenly
 * over 0..1; a value belongs to the two next to it, by how near it is, and to all bins of its channel 1 in sum.
 */
export function softBins(values: Value): Value {
  const { graph, type } = values;
  const [channels, height, width] = [1, 2, 3].map((axis) => staticSize('softBins', values.shape, axis)) as [
    number,
    number,
    number,
  ];
  // A ramp is 1 wide where bins are counted from 0.
  const counted = mul(reshape(values, ['N', channels, 1, height * width]), bins - 1);
  const centres = graph.constant(
    Array.from({ length: bins }, (_, bin) => bin),
    type,
    [bins, 1],
  );
  return reshape(relu(sub(1, abs(sub(counted, centres)))), ['N', channels * bins, height * width]);
}
