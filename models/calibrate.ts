import { createHash } from 'node:crypto';
import { betaQuantile } from './betaQuantile.ts';
import type { Calibration, HeadName } from './manifest.ts';

export interface CalibrateOptions {
  head: HeadName;
  /** Raw scores of good images that neither training nor selection has seen. */
  scores: readonly number[];
  /** Largest expected share of good parts rejected, 0..1; absent: the limit is the largest score. */
  targetOverkill?: number;
  createdAt: Date;
}

/**
 * Sets the limit at an order statistic of held-out good scores. With n exchangeable continuous scores the share of
 * good parts above the score of rank r is Beta(n + 1 - r, r) distributed (Wilks 1941): its mean is the expected
 * overkill, its 95 % quantile the one-sided bound, whatever the distribution of the scores.
 * Without a target the rank is n (the maximum); with one it is the smallest rank whose expected overkill is at
 * most the target.
 * The id is a hash of scores and outcome: the same calibration has the same id whenever it is made.
 * Throws when there are no scores, a score is not finite, or the target needs more images than there are.
 */
export function calibrate({ head, scores, targetOverkill, createdAt }: CalibrateOptions): Calibration {
  const goods = scores.length;
  if (goods === 0) {
    throw new RangeError(
      `calibrate: ${head} has no held-out good scores; at least one is needed to set a limit.`,
    );
  }
  const wrong = scores.findIndex((score) => !Number.isFinite(score));
  if (wrong >= 0) {
    throw new RangeError(
      `calibrate: ${head} scored held-out good image ${wrong + 1} of ${goods} as ${scores[wrong]}; ` +
        'a limit needs finite scores, teach again.',
    );
  }
  const rank = targetOverkill === undefined ? goods : rankFor(targetOverkill, goods);
  const limit = scores.toSorted((a, b) => a - b)[rank - 1]!;
  const content = {
    head,
    limit,
    rank,
    goods,
    expectedOverkill: (goods + 1 - rank) / (goods + 1),
    overkillBound: overkillBound(goods, rank),
  };
  const hash = createHash('sha256').update(JSON.stringify({ ...content, scores }));
  return { id: hash.digest('hex').slice(0, 12), createdAt: createdAt.toISOString(), ...content };
}

/** One-sided 95 % upper bound of the share of good parts above the score of `rank` among `goods`: 1 - 0.05^(1/n) at rank n. */
export function overkillBound(goods: number, rank: number): number {
  return rank === goods ? -Math.expm1(Math.log(0.05) / goods) : betaQuantile(0.95, goods + 1 - rank, rank);
}

function rankFor(targetOverkill: number, goods: number): number {
  if (!(targetOverkill > 0 && targetOverkill < 1)) {
    throw new RangeError(`calibrate: the target overkill is a share between 0 and 1, got ${targetOverkill}.`);
  }
  const admissible = (rank: number): boolean => (goods + 1 - rank) / (goods + 1) <= targetOverkill;
  if (!admissible(goods)) {
    const needed = Math.ceil(1 / targetOverkill) - 1;
    throw new RangeError(
      `calibrate: a target overkill of ${percent(targetOverkill)} needs ${needed} held-out good images, got ${goods}.`,
    );
  }
  // Rounding in (n + 1) * (1 - target) may miss the rank by one either way.
  let rank = Math.max(1, Math.floor((goods + 1) * (1 - targetOverkill)) - 1);
  while (!admissible(rank)) rank++;
  return rank;
}

/** The calibration in one sentence, as printed after teaching. */
export function describeCalibration(calibration: Calibration): string {
  const { limit, rank, goods, expectedOverkill, overkillBound: bound } = calibration;
  const which = rank === goods ? 'largest' : `rank ${rank}`;
  return (
    `limit ${Number(limit.toPrecision(4))} = ${which} of ${goods} held-out good scores; ` +
    `expected overkill ${percent(expectedOverkill)}, at most ${percent(bound)} at 95 % (one-sided)`
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.001 ? 2 : 1)} %`;
}
