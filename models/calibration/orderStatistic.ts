import { betaQuantile } from '../betaQuantile.ts';

/*
 * With n exchangeable scores of a continuous distribution the share of it above the score of rank r is
 * Beta(n + 1 - r, r) distributed, whatever the distribution (Wilks 1941, "Determination of sample sizes for setting
 * tolerance limits"). With ties the share strictly above is smaller: the statements stay true. They hold for a rank
 * chosen without looking at the scores.
 */

/** Mean share of good parts above the score of `rank` (1-based, from the smallest) among `goods`. */
export function expectedOverkill(goods: number, rank: number): number {
  return (goods + 1 - rank) / (goods + 1);
}

/** One-sided 95 % upper bound of that share: 1 - 0.05^(1/n) at rank n. */
export function overkillBound(goods: number, rank: number): number {
  return rank === goods ? -Math.expm1(Math.log(0.05) / goods) : betaQuantile(0.95, goods + 1 - rank, rank);
}

/** Smallest rank whose bound is at most `target`; null when not even the largest score's is. */
export function rankForBound(goods: number, target: number): number | null {
  if (overkillBound(goods, goods) > target) return null;
  let [tooLow, enough] = [0, goods];
  while (enough - tooLow > 1) {
    const middle = Math.floor((tooLow + enough) / 2);
    if (overkillBound(goods, middle) <= target) enough = middle;
    else tooLow = middle;
  }
  return enough;
}

/**
 * Fewest images that prove a share of at most `share` (0..1, exclusive) at 95 % when none of them shows it: good ones
 * for overkill with the limit at their largest score, bad ones without a miss for escapes. 598 for 0.5 %, 59 for 5 %.
 */
export function imagesToProve(share: number): number {
  const estimate = Math.ceil(Math.log(0.05) / Math.log1p(-share));
  // The logarithms may miss a whole number by one either way.
  let images = Math.max(1, estimate - 1);
  while (overkillBound(images, images) > share) images++;
  return images;
}
