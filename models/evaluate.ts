import { betaQuantile } from './betaQuantile.ts';

/**
 * Probability that a bad image scores above a good one, ties counted half (Mann-Whitney U / (goods * bads)): 0..1,
 * 0.5 is chance, below 0.5 the score points the wrong way. Throws on an empty side or a score that is not finite.
 */
export function auroc(goods: readonly number[], bads: readonly number[]): number {
  if (goods.length === 0 || bads.length === 0) {
    throw new RangeError(
      `auroc: needs good and bad scores, got ${goods.length} good and ${bads.length} bad.`,
    );
  }
  const wrong = [...goods, ...bads].find((score) => !Number.isFinite(score));
  if (wrong !== undefined) throw new RangeError(`auroc: scores must be finite, got ${wrong}.`);
  const scored = [
    ...goods.map((score) => ({ score, bad: 0 })),
    ...bads.map((score) => ({ score, bad: 1 })),
  ].sort((a, b) => a.score - b.score);
  let badRankSum = 0;
  for (let start = 0; start < scored.length;) {
    let end = start;
    let badCount = 0;
    while (end < scored.length && scored[end]!.score === scored[start]!.score) badCount += scored[end++]!.bad;
    badRankSum += (badCount * (start + 1 + end)) / 2;
    start = end;
  }
  const least = (bads.length * (bads.length + 1)) / 2;
  return (badRankSum - least) / (goods.length * bads.length);
}

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

/** Bad parts passed and good parts rejected at a limit. */
export interface LimitErrors {
  escape: Share;
  overkill: Share;
}

/** Counts errors at `limit`; an image fails when its score is above the limit, as on the line. */
export function errorsAtLimit(goods: readonly number[], bads: readonly number[], limit: number): LimitErrors {
  return {
    escape: share(bads.filter((score) => !(score > limit)).length, bads.length),
    overkill: share(goods.filter((score) => score > limit).length, goods.length),
  };
}
