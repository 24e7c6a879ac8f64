/** Images that share one score. */
export interface TiedScores {
  readonly score: number;
  readonly goods: number;
  readonly bads: number;
}

/**
 * Scores of good and bad images by falling score, equal ones together. Throws when a side is empty or a score is not
 * finite, naming the measure that asked.
 */
export function tiedScores(
  measure: string,
  goods: readonly number[],
  bads: readonly number[],
): readonly TiedScores[] {
  if (goods.length === 0 || bads.length === 0) {
    throw new RangeError(
      `${measure}: needs good and bad scores, got ${goods.length} good and ${bads.length} bad.`,
    );
  }
  const ties = new Map<number, { goods: number; bads: number }>();
  for (const [side, scores] of [
    ['goods', goods],
    ['bads', bads],
  ] as const) {
    for (const score of scores) {
      if (!Number.isFinite(score)) throw new RangeError(`${measure}: scores must be finite, got ${score}.`);
      const tie = ties.get(score) ?? { goods: 0, bads: 0 };
      tie[side]++;
      ties.set(score, tie);
    }
  }
  return [...ties].map(([score, counts]) => ({ score, ...counts })).sort((a, b) => b.score - a.score);
}
