import { betaQuantile } from '../betaQuantile.ts';

/** A share seen in a sample, 0..1, with what the sample allows for the true one (Clopper and Pearson 1934, exact). */
export interface Share {
  count: number;
  of: number;
  /** NaN when `of` is 0. */
  rate: number;
  /** Two-sided 95 % interval. */
  interval: readonly [number, number];
  /** One-sided 95 % upper bound. */
  upperBound: number;
}

/** `count` of `of` with its exact intervals; an empty sample allows everything from 0 to 1. */
export function share(count: number, of: number): Share {
  if (!(Number.isInteger(count) && Number.isInteger(of) && count >= 0 && count <= of)) {
    throw new RangeError(`share: needs whole numbers with 0 <= count <= of, got ${count} of ${of}.`);
  }
  const upper = (confidence: number): number =>
    count === of ? 1 : betaQuantile(confidence, count + 1, of - count);
  const lower = count === 0 ? 0 : betaQuantile(0.025, count, of - count + 1);
  return { count, of, rate: count / of, interval: [lower, upper(0.975)], upperBound: upper(0.95) };
}
