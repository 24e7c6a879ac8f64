import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { add, clip, div, mul, sub } from '../ops/elementwise.ts';
import { concat, pad, split } from '../ops/layout.ts';
import { reduceMean } from '../ops/reduce.ts';
import { gaussianInside } from './gaussian.ts';
import { fixedHead } from './head.ts';

const sigma = 1.5;
/** 11 x 11 window, as scikit-image cuts its Gaussian at 3.5 sigma. */
const radius = 5;
const c1 = 0.01 ** 2;
const c2 = 0.03 ** 2;

/**
 * 1 - structural similarity (Wang, Bovik, Sheikh and Simoncelli 2004): 0 for equal images, at most 2. As
 * scikit-image computes it with gaussian_weights, sigma 1.5, use_sample_covariance False and data range 1: mean over
 * the windows that lie inside the image, then over channels. Needs sides of at least 11 pixels.
 * Map: 1 - the index at each pixel, mean over channels, the border of 5 pixels repeated from inside.
 */
export const ssim = fixedHead(['reconstruction'], ({ image, reconstruction }) => {
  const index = similarityIndex(image, reconstruction);
  const inside = reduceMean(sub(1, index), { axes: [1], keepDims: true });
  const border = [0, 0, radius, radius];
  return {
    score: reduceMean(inside, { axes: [1, 2, 3] }),
    map: clip(pad(inside, border, border, 'edge'), 0, 2),
  };
});

/** [N, C, H, W] twice -> [N, C, H - 10, W - 10], -1..1. */
function similarityIndex(image: Value, reconstruction: Value): Value {
  const channels = staticSize('ssim', image.shape, 1);
  // Variances do not change with an offset, but the rounding of E[x^2] - E[x]^2 in float32 does: centre first.
  const x = sub(image, 0.5);
  const y = sub(reconstruction, 0.5);
  const moments = gaussianInside(concat([x, y, mul(x, x), mul(y, y), mul(x, y)], 1), sigma, radius);
  const [mx, my, xx, yy, xy] = split(
    moments,
    1,
    Array.from({ length: 5 }, () => channels),
  ) as [Value, Value, Value, Value, Value];
  const spread = sub(add(xx, yy), add(mul(mx, mx), mul(my, my)));
  const covariance = sub(xy, mul(mx, my));
  const ux = add(mx, 0.5);
  const uy = add(my, 0.5);
  const luminance = div(add(mul(mul(ux, uy), 2), c1), add(add(mul(ux, ux), mul(uy, uy)), c1));
  const structure = div(add(mul(covariance, 2), c2), add(spread, c2));
  return mul(luminance, structure);
}
