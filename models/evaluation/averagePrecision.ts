import { tiedScores } from './tiedScores.ts';

/**
 * Precision averaged over recall without interpolation, sum of (R_n - R_n-1) P_n over falling limits as in scikit-learn:
 * 0..1; chance is the share of bad images, so it compares only between heads on the same images. Throws on an empty
 * side or a score that is not finite.
 */
export function averagePrecision(goods: readonly number[], bads: readonly number[]): number {
  let rejected = 0;
  let caught = 0;
  let sum = 0;
  for (const tie of tiedScores('averagePrecision', goods, bads)) {
    rejected += tie.goods + tie.bads;
    caught += tie.bads;
    sum += (tie.bads / bads.length) * (caught / rejected);
  }
  return sum;
}
