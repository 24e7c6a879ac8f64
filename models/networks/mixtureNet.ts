import type { Value } from '../graph/graph.ts';
import { add, div, log, max, mul, softmax, sqrt, sub, tanh } from '../ops/elementwise.ts';
import { concat, reshape } from '../ops/layout.ts';
import { reduceMean, reduceSum, reduceSumSquare } from '../ops/reduce.ts';
import { dense } from './layers.ts';
import type { WeightSource } from './weights.ts';

/*
 * The compression and estimation networks of DAGMM (Zong et al. 2018, "Deep autoencoding Gaussian mixture model for
 * unsupervised anomaly detection"): few enough dimensions for a covariance to be estimated from some dozen images.
 */

/** Dimensions that the latent mean is projected to. */
const codeSize = 3;
/** Measures of the reconstruction's error. */
export const errorCount = 3;
export const sampleSize = codeSize + errorCount;
/** Gaussians of the mixture. */
export const componentCount = 3;
/** Units of the estimation network's hidden layer. */
const hiddenSize = 10;

/** Least deviation an error is divided by: one that never varied is no measure. */
const leastDeviation = 0.02;

/**
 * Three logarithms, [N, 3]: Euclidean distance of image and reconstruction relative to the image, their cosine distance
 * (both as in DAGMM) and the distance of the discriminator's features. Logarithms, because ratios of good images
 * spread as ratios do.
 */
export function reconstructionErrors(
  image: Value,
  reconstruction: Value,
  imageFeatures: readonly Value[],
  reconstructionFeatures: readonly Value[],
): Value {
  const over = { axes: [1, 2, 3] };
  const size = add(reduceSumSquare(image, over), 1e-6);
  const distance = div(reduceSumSquare(sub(image, reconstruction), over), size);
  const sizes = sqrt(mul(size, add(reduceSumSquare(reconstruction, over), 1e-6)));
  const cosine = div(reduceSum(mul(image, reconstruction), over), sizes);
  const features = imageFeatures
    .map((layer, index) => {
      const difference = sub(layer, reconstructionFeatures[index] as Value);
      return reduceMean(mul(difference, difference), over);
    })
    .reduce((sum, layer) => add(sum, layer));
  // Rounding may put the cosine above 1.
  const squares = [distance, max(sub(1, cosine), 0), features];
  const columns = squares.map((square) => reshape(square, [image.shape[0] ?? 1, 1]));
  return mul(log(add(concat(columns, 1), 1e-8)), 0.5);
}

/** Mean and mean square of good images' errors over the last steps of teaching, [3] each: not learned, but kept. */
export interface ErrorMoments {
  readonly mean: Value;
  readonly square: Value;
}

/** Projects latent means, [N, latentSize] -> [N, 3]. Linear: what lies far out stays far out. */
export const codeOf = (latentMean: Value, weight: WeightSource): Value =>
  dense(latentMean, codeSize, weight, 'mixture.code');

/** The latent mean as far as its code tells it, [N, 3] -> [N, latentSize]; wanted in teaching only. */
export const latentOf = (code: Value, latentSize: number, weight: WeightSource): Value =>
  dense(code, latentSize, weight, 'mixture.latent');

/**
 * latentMean [N, latentSize] and errors [N, 3] -> sample [N, 6] and its membership of each component [N, 3], which
 * adds up to 1.
 */
export function mixtureSample(
  latentMean: Value,
  errors: Value,
  moments: ErrorMoments,
  weight: WeightSource,
): { sample: Value; membership: Value } {
  const variance = sub(moments.square, mul(moments.mean, moments.mean));
  const deviation = sqrt(max(variance, leastDeviation ** 2));
  const sample = concat([codeOf(latentMean, weight), div(sub(errors, moments.mean), deviation)], 1);
  const hidden = tanh(dense(sample, hiddenSize, weight, 'mixture.hidden'));
  return { sample, membership: softmax(dense(hidden, componentCount, weight, 'mixture.membership')) };
}
