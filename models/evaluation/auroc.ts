import { tiedScores } from './tiedScores.ts';

/**
 * Probability that a bad image scores above a good one, ties counted half (Mann-Whitney U / (goods * bads)): 0..1,
 * 0.5 is chance, below 0.5 the score points the wrong way. Throws on an empty side or a score that is not finite.
 */
export function auroc(goods: readonly number[], bads: readonly number[]): number {
  let badsAbove = 0;
  let pairs = 0;
  for (const tie of tiedScores('auroc', goods, bads)) {
    pairs += tie.goods * (badsAbove + tie.bads / 2);
    badsAbove += tie.bads;
  }
  return pairs / (goods.length * bads.length);
}
