import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { conv } from '../ops/convolution.ts';
import { pad } from '../ops/layout.ts';
import { reduceMean } from '../ops/reduce.ts';

/** Mean over channels: [N, C, H, W] -> [N, 1, H, W]. */
export function grey(image: Value): Value {
  return staticSize('grey', image.shape, 1) === 1 ? image : reduceMean(image, { axes: [1], keepDims: true });
}

/**
 * Gradient of a grey image [N, 1, H, W] by the Prewitt operator, each filter divided by 3 as in the gradient magnitude
 * similarity of Xue et al. 2014, border pixels repeated -> [N, 2, H, W]: downwards, then to the right.
 */
export function prewitt(x: Value): Value {
  const third = 1 / 3;
  const rows = [-1, -1, -1, 0, 0, 0, 1, 1, 1];
  const columns = [-1, 0, 1, -1, 0, 1, -1, 0, 1];
  const weights = [...rows, ...columns].map((weight) => weight * third);
  const border = [0, 0, 1, 1];
  return conv(pad(x, border, border, 'edge'), x.graph.constant(weights, x.type, [2, 1, 3, 3]));
}
