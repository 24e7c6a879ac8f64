import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { add, clip, mul, pow, relu, sub } from '../ops/elementwise.ts';
import { pad } from '../ops/layout.ts';
import { reduceMean } from '../ops/reduce.ts';
import { averagePool, resize } from '../ops/resample.ts';
import { fixedHead } from './head.ts';
import { similarityRadius, structuralSimilarity } from './structuralSimilarity.ts';

/** Exponents of the scales, finest first (Wang et al. 2003, from judgements of people). */
const exponents = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

/**
 * 1 - multi-scale structural similarity (Wang, Simoncelli and Bovik 2003, "Multiscale structural similarity for image
 * quality assessment"), 0..1: contrast and structure compared at every scale, luminance at the coarsest, each scale half
 * as large as the one before (mean of 2 x 2 pixels). Means per channel (a negative one counts as 0), product of
 * their powers, mean over channels. Up to five scales, as many as keep both sides at 11 pixels (five need 176), the
 * exponents divided by their sum. Needs sides of at least 11 pixels.
 * Map: 1 - the index of each scale, weighted by the exponents: its mean is the score to first order.
 */
export const msSsim = fixedHead(['reconstruction'], ({ image, reconstruction }) => {
  const [height, width] = [2, 3].map((axis) => staticSize('msSsim', image.shape, axis)) as [number, number];
  const weights = scaleWeights(Math.min(height, width));
  const scales: { mean: Value; map: Value }[] = [];
  let [x, y] = [image, reconstruction];
  weights.forEach((weight, scale) => {
    if (scale > 0) [x, y] = [averagePool(x, 2), averagePool(y, 2)];
    const { luminance, structure } = structuralSimilarity(x, y);
    const index = scale === weights.length - 1 ? mul(luminance, structure) : structure;
    const inside = clip(sub(1, reduceMean(index, { axes: [1], keepDims: true })), 0, 2);
    const border = [0, 0, similarityRadius, similarityRadius];
    const whole = pad(inside, border, border, 'edge');
    scales.push({
      mean: pow(relu(reduceMean(index, { axes: [2, 3] })), weight),
      map: mul(scale > 0 ? resize(whole, height, width, 'linear') : whole, weight),
    });
  });
  const similarity = scales.map(({ mean }) => mean).reduce((product, mean) => mul(product, mean));
  return {
    score: sub(1, reduceMean(similarity, { axes: [1] })),
    map: scales.map(({ map }) => map).reduce(add),
  };
});

/** One weight per scale an image with this smaller side allows, sum 1. @throws RangeError when it allows none. */
function scaleWeights(side: number): number[] {
  const window = 2 * similarityRadius + 1;
  const kept = exponents.filter((_, scale) => Math.floor(side / 2 ** scale) >= window);
  if (kept.length === 0) {
    throw new RangeError(`msSsim: both sides must have at least ${window} pixels, got ${side}.`);
  }
  const sum = kept.reduce((total, exponent) => total + exponent, 0);
  return kept.map((exponent) => exponent / sum);
}
