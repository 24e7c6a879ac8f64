import type { Value } from '../graph/graph.ts';
import { add, div, mul, sub } from '../ops/elementwise.ts';
import { reduceMean } from '../ops/reduce.ts';
import { runningAverage } from './runningAverage.ts';

/** Share of the mean over all places in the spread expected of one place: no place becomes infinitely strict. */
const pooledShare = 0.1;

export interface SpreadDifference {
  /** Scalar: mean squared difference, each place relative to the spread there; about 1. */
  readonly relative: Value;
  /** Scalar: mean squared difference. */
  readonly absolute: Value;
  /** [C, h, w]: mean squared difference of each place, averaged over the recent steps. */
  readonly spread: Value;
}

/**
 * Difference of a batch and its reconstruction [N, C, h, w] under a Gaussian with a variance of its own at every
 * place, estimated as it goes (the maximum likelihood variance, as in sigma-VAE, Rybkin et al. 2021): what
 * cannot be reconstructed, such as texture, gives way to what can, whatever the scale of images or features.
 * `spread` is a constant to the gradient: name it in `stopAt`.
 * @param before spread after the step before, [C, h, w]
 * @param step scalar, 1 at the first step
 */
export function spreadDifference(
  reference: Value,
  other: Value,
  before: Value,
  step: Value,
): SpreadDifference {
  const difference = sub(reference, other);
  const square = mul(difference, difference);
  const spread = runningAverage(before, reduceMean(square, { axes: [0] }), step);
  return { relative: reduceMean(div(square, expectedSpread(spread))), absolute: reduceMean(square), spread };
}

/** The variance expected of each place, drawn a little towards that of all, [C, h, w] -> the same. */
export function expectedSpread(spread: Value): Value {
  const pooled = add(mul(reduceMean(spread), pooledShare), 1e-6);
  return add(mul(spread, 1 - pooledShare), pooled);
}
