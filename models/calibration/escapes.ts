import { share } from '../evaluation/share.ts';
import type { Escapes } from '../manifest.ts';
import { imagesToProve } from './orderStatistic.ts';
import { percent } from './percent.ts';

/** Escape rate that inspection equipment is commonly asked to prove. */
const usualTarget = 0.05;

/**
 * Bad parts that pass: score at most `passLimit`, the lower of the limits. The bound is Clopper and Pearson's (1934),
 * true for bad images that had no part in choosing heads, weights or limits.
 */
export function escapesAt(badScores: readonly number[], passLimit: number): Escapes {
  const { count, of, upperBound } = share(
    badScores.filter((score) => !(score > passLimit)).length,
    badScores.length,
  );
  return { bads: of, passed: count, upperBound };
}

/** What the bad images say and how far they can prove it, in one or two sentences; null: there are none. */
export function describeEscapes(escapes: Escapes | null): string {
  const needed = imagesToProve(usualTarget);
  const proof = `${needed} are needed, all caught, to prove at most ${percent(usualTarget)}`;
  if (escapes === null || escapes.bads === 0) {
    return `Without bad images nothing is known about escapes; ${proof} at 95 %.`;
  }
  const { bads, passed, upperBound } = escapes;
  const seen =
    `${passed} of ${bads} bad images passed, which allows an escape rate of up to ` +
    `${percent(upperBound, 'up')} at 95 % (one-sided).`;
  return passed === 0 && bads < needed ? `${seen} ${proof[0]!.toUpperCase()}${proof.slice(1)}.` : seen;
}
