import type { Value } from '../graph/graph.ts';
import { add, div, mul, sigmoid, sqrt, sub } from '../ops/elementwise.ts';
import { concat, reshape, split } from '../ops/layout.ts';
import { reduceMean } from '../ops/reduce.ts';
import { activate, bounded, convDown, convUp, dense } from './layers.ts';
import { type NetworkSize, coarsestGrid, levelChannels } from './networkSize.ts';
import { type Place, withCoordinates } from './place.ts';
import type { WeightSource } from './weights.ts';

/*
 * The VAE-GAN of Larsen, Soenderby, Larochelle and Winther 2016, "Autoencoding beyond pixels using a learned
 * similarity metric": encoder, decoder and discriminator. What they are taught is in vaeGanStep.ts.
 */

/** Bound of the latent values a decoder sees, in deviations of the prior. */
const latentBound = 3;
/** Bound of log-variances and logits: keeps their exponentials finite whatever the weights. */
const logBound = 6;

/** By how much the log-variance of an untaught encoder lies below the prior's: its samples tell images apart. */
const narrowness = 3;

/** Parameter of the decoder that starts as the logit of the mean image, [1, C, H, W]. */
export const meanLogit = 'decoder.mean';

/**
 * image [N, C, H, W] in 0..1 -> mean and log-variance [N, latentSize] of the posterior; the log-variance lies
 * within +-6. A network that sees tiles is told their place, here and in `decode`.
 */
export function encode(
  image: Value,
  weight: WeightSource,
  size: NetworkSize,
  place?: Place,
): { mean: Value; logVariance: Value } {
  const centred = sub(mul(image, 2), 1);
  let x = place ? withCoordinates(centred, place) : centred;
  for (const [level, channels] of levelChannels(size).entries()) {
    x = activate(convDown(x, channels, weight, `encoder.${level}`));
  }
  const latent = dense(flat(x), 2 * size.latentSize, weight, 'encoder.latent', 0.5);
  const [mean, logVariance] = split(latent, 1, [size.latentSize, size.latentSize]) as [Value, Value];
  return { mean, logVariance: bounded(sub(logVariance, narrowness), logBound) };
}

/**
 * latent [N, latentSize] -> image [N, C, H, W] in 0..1. Latent values are bounded smoothly at three deviations
 * of the prior: a part unlike those taught cannot be reconstructed by going further along a taught direction.
 */
export function decode(latent: Value, weight: WeightSource, size: NetworkSize, place?: Place): Value {
  const channels = levelChannels(size);
  const [rows, columns] = coarsestGrid(size);
  const deepest = channels.at(-1) ?? 1;
  const code = bounded(latent, latentBound);
  const told = place ? concat([code, place.at], 1) : code;
  const start = dense(told, deepest * rows * columns, weight, 'decoder.start');
  let x = activate(reshape(start, [latent.shape[0] ?? 1, deepest, rows, columns]));
  for (let level = channels.length - 1; level > 0; level--) {
    x = activate(convUp(x, channels[level - 1] ?? 1, weight, `decoder.${level}`));
  }
  const mean = weight(meanLogit, [1, size.channels, size.height, size.width], { constant: 0 });
  // Weak at the start: teaching begins at the mean image and learns how images differ from it.
  const difference = add(convUp(x, size.channels, weight, 'decoder.0', 0.2), mean);
  return sigmoid(place ? add(difference, place.meanLogit) : difference);
}

/**
 * Image to zero mean and unit variance, each image and channel by itself: the discriminator and its features
 * do not see brightness (gain and offset) at all.
 */
export function standardise(image: Value): Value {
  const centred = sub(image, reduceMean(image, { axes: [2, 3], keepDims: true }));
  const variance = reduceMean(mul(centred, centred), { axes: [2, 3], keepDims: true });
  return div(centred, sqrt(add(variance, 1e-4)));
}

/**
 * image [N, C, H, W] in 0..1 -> the discriminator's features after each halving of the image, finest first:
 * [N, C_l, H / 2^l, W / 2^l]. `noise` (same shape as the image, in deviations of the image) is added in
 * teaching only.
 */
export function discriminatorFeatures(
  image: Value,
  weight: WeightSource,
  size: NetworkSize,
  noise?: Value,
): readonly Value[] {
  const standard = standardise(image);
  let x = noise ? add(standard, noise) : standard;
  return levelChannels(size).map((channels, level) => {
    x = activate(convDown(x, channels, weight, `discriminator.${level}`, true));
    return x;
  });
}

/** Features of `discriminatorFeatures` -> logit [N, 1] within +-6, positive for images of the training set. */
export function discriminate(features: readonly Value[], weight: WeightSource): Value {
  const deepest = features.at(-1);
  if (!deepest) throw new RangeError('discriminate: needs at least one layer of features.');
  return bounded(dense(flat(deepest), 1, weight, 'discriminator.logit', 0.5), logBound);
}

const flat = (x: Value): Value => reshape(x, [x.shape[0] ?? 1, -1]);
