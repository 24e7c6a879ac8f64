import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { conv } from '../ops/convolution.ts';
import { add, mul } from '../ops/elementwise.ts';
import { pad, split } from '../ops/layout.ts';

/** Mean over channels: [N, C, H, W] -> [N, 1, H, W]. Sums of planes take a third of the time of a reduction. */
export function grey(image: Value): Value {
  const channels = staticSize('grey', image.shape, 1);
  if (channels === 1) return image;
  const planes = split(
    image,
    1,
    Array.from({ length: channels }, () => 1),
  );
  return mul(planes.reduce(add), 1 / channels);
}

/** A 3 x 3 filter and its transpose on grey images [N, 1, H, W], border pixels repeated: [N, 2, H, W]. */
function slopes(x: Value, filter: readonly number[]): Value {
  const transposed = filter.map((_, i) => filter[(i % 3) * 3 + Math.floor(i / 3)]!);
  const kernel = x.graph.constant([...filter, ...transposed], x.type, [2, 1, 3, 3]);
  const border = [0, 0, 1, 1];
  return conv(pad(x, border, border, 'edge'), kernel);
}

/** Differences of the neighbours two pixels apart: [N, 1, H, W] -> [N, 2, H, W], downwards, then to the right. */
export const differences = (x: Value): Value => slopes(x, [0, -1, 0, 0, 0, 0, 0, 1, 0]);

/** The same by the Prewitt operator, divided by 3 as in the gradient magnitude similarity of Xue et al. 2014. */
export const prewitt = (x: Value): Value =>
  slopes(
    x,
    [-1, -1, -1, 0, 0, 0, 1, 1, 1].map((weight) => weight / 3),
  );
