import type { Value } from '../graph/graph.ts';
import { abs, add, div, exp, mul, sub } from '../ops/elementwise.ts';
import { matMul } from '../ops/matrix.ts';
import { reduceMean, reduceSum, reduceSumSquare } from '../ops/reduce.ts';
import { type HeadDefinition, named } from './head.ts';
import { ledoitWolf } from './ledoitWolf.ts';
import { whitening } from './whitening.ts';

/** Keeps the scale of the divergence finite when the encoder says nothing at all; nats. */
const leastDivergence = 1e-3;

/** Added to the variances, on the unit scale of the prior: a latent that never moved must not decide everything. */
const varianceFloor = 1e-4;

/**
 * How far the latent mean lies from those of the good images: squared Mahalanobis distance per latent dimension
 * with Ledoit-Wolf covariance, plus the Kullback-Leibler divergence from the prior relative to the mean one of good
 * images. About 2 for good images, no upper end.
 * The latent has no place in the image, so the map is the absolute pixel difference.
 */
export const latentDistance: HeadDefinition<'reconstruction' | 'latentMean' | 'latentLogVariance'> = {
  needs: ['reconstruction', 'latentMean', 'latentLogVariance'],

  observe: ({ latentMean, latentLogVariance }) => ({
    latentMean,
    divergence: divergence(latentMean, latentLogVariance),
  }),

  fit: ({ observations }) => {
    const means = named(observations, 'latentMean');
    const size = means.shape[0]!;
    const { mean, covariance } = ledoitWolf(means.data, size);
    for (let i = 0; i < size; i++) covariance[i * size + i]! += varianceFloor;
    const transposed = new Float32Array(size * size);
    whitening(covariance, size).forEach(
      (weight, i) => (transposed[(i % size) * size + Math.floor(i / size)] = weight),
    );
    const divergences = named(observations, 'divergence');
    const usual = divergences.data.reduce((sum, value) => sum + value, 0) / divergences.images;
    const divergenceScale = Math.max(leastDivergence, usual);

    return ({ image, reconstruction, latentMean, latentLogVariance }) => {
      const { graph } = latentMean;
      const centre = graph.initializer('latentCentre', [size], Float32Array.from(mean));
      const white = matMul(
        sub(latentMean, centre),
        graph.initializer('latentWhitening', [size, size], transposed),
      );
      const squared = div(reduceSumSquare(white, { axes: [1] }), size);
      return {
        score: add(squared, div(divergence(latentMean, latentLogVariance), divergenceScale)),
        map: reduceMean(abs(sub(image, reconstruction)), { axes: [1], keepDims: true }),
      };
    };
  },
};

/** KL(N(mean, exp(logVariance)) | N(0, 1)) in nats, [N, L] -> [N]. */
function divergence(mean: Value, logVariance: Value): Value {
  const terms = sub(add(mul(mean, mean), exp(logVariance)), add(logVariance, 1));
  return mul(reduceSum(terms, { axes: [1] }), 0.5);
}
