import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { conv } from '../ops/convolution.ts';
import { pad } from '../ops/layout.ts';

/** 2 * radius + 1 samples of a Gaussian, sum 1. */
export function gaussianWeights(sigma: number, radius: number): number[] {
  const raw = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-0.5 * ((i - radius) / sigma) ** 2));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
}

/** Gaussian mean of every window inside the image, per channel: [N, C, H, W] -> [N, C, H - 2 radius, W - 2 radius]. */
export function gaussianInside(x: Value, sigma: number, radius: number): Value {
  const channels = staticSize('gaussianInside', x.shape, 1);
  const weights = gaussianWeights(sigma, radius);
  const repeated = Array.from({ length: channels }, () => weights).flat();
  const size = weights.length;
  const column = x.graph.constant(repeated, x.type, [channels, 1, size, 1]);
  const row = x.graph.constant(repeated, x.type, [channels, 1, 1, size]);
  return conv(conv(x, column, null, { group: channels }), row, null, { group: channels });
}

/** Gaussian smoothing of the same size, border pixels repeated; the kernel is cut at 3 sigma. */
export function gaussianBlur(x: Value, sigma: number): Value {
  const radius = Math.ceil(3 * sigma);
  const border = [0, 0, radius, radius];
  return gaussianInside(pad(x, border, border, 'edge'), sigma, radius);
}
