import { type GeneralisedPareto, fitGeneralisedPareto, paretoExcess } from './generalisedPareto.ts';

/** Fewest good scores a tail is fitted to; its upper fifth has ten then. */
export const leastTailGoods = 50;

export interface TailLimit {
  readonly limit: number;
  /** The tail is what lies above this score. */
  readonly threshold: number;
  readonly excesses: number;
  readonly tail: GeneralisedPareto;
}

/**
 * The score that a share `target` of good parts is estimated to lie above, smaller than what the scores could prove:
 * peaks over a threshold, their excesses taken as generalised Pareto (Pickands 1975). An estimate, since no
 * finite sample shows how its tail goes on. The tail is the upper fifth, at most 3 sqrt(n) of n (Vehtari et al. 2024,
 * "Pareto smoothed importance sampling", section 6).
 * @throws RangeError on fewer than `leastTailGoods` scores, too many equal ones, or a target outside the tail.
 */
export function tailLimit(scores: readonly number[], target: number): TailLimit {
  const count = scores.length;
  requireTail(count);
  const sorted = scores.toSorted((a, b) => a - b);
  const excesses = Math.min(Math.floor(0.2 * count), Math.ceil(3 * Math.sqrt(count)));
  if (!(target > 0 && target < excesses / count)) {
    throw new RangeError(
      `tailLimit: the target must lie in the tail, below ${excesses / count}, got ${target}.`,
    );
  }
  const threshold = sorted[count - excesses - 1]!;
  const above = sorted.slice(-excesses).map((score) => score - threshold);
  if (above[Math.floor(excesses / 4)]! <= 0) {
    throw new RangeError(
      'The tail of the scores cannot be estimated: too many of the largest are equal; leave the estimate out.',
    );
  }
  const tail = fitGeneralisedPareto(above);
  const limit = threshold + paretoExcess(tail, (target * count) / excesses);
  return { limit, threshold, excesses, tail };
}

/** @throws RangeError when so many good scores are too few for a tail. */
export function requireTail(goods: number): void {
  if (goods >= leastTailGoods) return;
  throw new RangeError(
    `An estimate from the tail of the scores needs at least ${leastTailGoods} calibration images, got ${goods}.`,
  );
}
