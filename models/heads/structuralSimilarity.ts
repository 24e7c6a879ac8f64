import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { add, div, mul, sub } from '../ops/elementwise.ts';
import { concat, split } from '../ops/layout.ts';
import { gaussianInside } from './gaussian.ts';

const sigma = 1.5;
/** 11 x 11 window, as scikit-image cuts its Gaussian at 3.5 sigma. */
export const similarityRadius = 5;
const c1 = 0.01 ** 2;
const c2 = 0.03 ** 2;

/** Terms of the structural similarity index, each [N, C, H - 10, W - 10]; the index is their product. */
export interface SimilarityTerms {
  /** 0..1. */
  readonly luminance: Value;
  /** Contrast and structure, -1..1. */
  readonly structure: Value;
}

/**
 * Structural similarity of two images [N, C, H, W] in 0..1 at the windows that lie inside them (Wang, Bovik, Sheikh and
 * Simoncelli 2004): 11 x 11 Gaussian window of sigma 1.5, population covariance.
 */
export function structuralSimilarity(image: Value, reconstruction: Value): SimilarityTerms {
  const channels = staticSize('structuralSimilarity', image.shape, 1);
  // Variances do not change with an offset, but the rounding of E[x^2] - E[x]^2 in float32 does: centre first.
  const x = sub(image, 0.5);
  const y = sub(reconstruction, 0.5);
  const squares = add(mul(x, x), mul(y, y));
  const moments = gaussianInside(concat([x, y, squares, mul(x, y)], 1), sigma, similarityRadius);
  const [mx, my, ss, xy] = split(
    moments,
    1,
    Array.from({ length: 4 }, () => channels),
  ) as [Value, Value, Value, Value];
  const spread = sub(ss, add(mul(mx, mx), mul(my, my)));
  const covariance = sub(xy, mul(mx, my));
  const ux = add(mx, 0.5);
  const uy = add(my, 0.5);
  return {
    luminance: div(add(mul(mul(ux, uy), 2), c1), add(add(mul(ux, ux), mul(uy, uy)), c1)),
    structure: div(add(mul(covariance, 2), c2), add(spread, c2)),
  };
}
