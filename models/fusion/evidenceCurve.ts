/**
 * Evidence against an image, in nats: -log of the share of good images expected to score higher. Straight between
 * knots; constant before the first, the last line goes on beyond the last.
 */
export interface EvidenceCurve {
  /** Raw scores, strictly ascending; at least two. */
  readonly scores: readonly number[];
  /** Evidence at those scores, strictly ascending. */
  readonly evidence: readonly number[];
}

/** Fewest good scores a curve is fitted to. */
export const leastEvidenceScores = 4;

/** So many of the largest scores make the tail; of few scores the largest quarter. */
const mostExcesses = 20;

/** Knots of the tail, in mean excesses above its threshold; beyond the last the line goes on. */
const tailKnots = [0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/** A tail narrower than this share of the scores' size is rounding, not spread. */
const leastSpread = 1e-6;

/**
 * Fits the curve to scores of good images that the head's statistics have not seen. Up to the threshold by ranks;
 * above it excesses x are taken as exponential with the scale unknown: with m excesses of sum S a further one
 * exceeds x with probability (1 + x / S)^-m (Lomax, the posterior predictive under the scale-invariant prior), so that few good
 * images speak less surely than many, and no score, however large, gets the same evidence as a larger one.
 * null when the scores hardly differ: nothing can be told from them.
 * @throws RangeError on fewer than `leastEvidenceScores` scores or one that is not finite.
 */
export function fitEvidence(goodScores: readonly number[]): EvidenceCurve | null {
  const count = goodScores.length;
  if (count < leastEvidenceScores) {
    throw new RangeError(`fitEvidence: needs at least ${leastEvidenceScores} good scores, got ${count}.`);
  }
  const wrong = goodScores.find((score) => !Number.isFinite(score));
  if (wrong !== undefined) throw new RangeError(`fitEvidence: scores must be finite, got ${wrong}.`);
  const sorted = goodScores.toSorted((a, b) => a - b);
  const excesses = Math.min(mostExcesses, Math.ceil(count / 4));
  const threshold = sorted[count - excesses - 1]!;
  const excessSum = sorted.slice(-excesses).reduce((sum, score) => sum + score - threshold, 0);
  const meanExcess = excessSum / excesses;
  const size = Math.max(Math.abs(sorted[0]!), Math.abs(sorted[count - 1]!));
  if (meanExcess <= leastSpread * size) return null;

  const evidenceOfRank = (rank: number): number => -Math.log((count - rank - 0.5) / count);
  const atThreshold = evidenceOfRank(count - excesses - 1);
  const middle = Math.floor((count - 1) / 2);
  const knots: [score: number, evidence: number][] = [
    [sorted[0]!, evidenceOfRank(0)],
    [sorted[middle]!, evidenceOfRank(middle)],
    [threshold, atThreshold],
    ...tailKnots.map((knot): [number, number] => [
      threshold + knot * meanExcess,
      atThreshold + excesses * Math.log1p(knot / excesses),
    ]),
  ];
  const rising = knots.filter(
    ([score], i) => i === knots.length - 1 || knots[i + 1]![0] - score > leastSpread * meanExcess,
  );
  return { scores: rising.map(([score]) => score), evidence: rising.map(([, evidence]) => evidence) };
}

/** The evidence at a score, as the graph of `fused` computes it. */
export function evidenceAt({ scores, evidence }: EvidenceCurve, score: number): number {
  if (score <= scores[0]!) return evidence[0]!;
  const beyond = scores.findIndex((knot) => knot >= score);
  const right = beyond < 0 ? scores.length - 1 : beyond;
  const [from, to] = [scores[right - 1]!, scores[right]!];
  const [low, high] = [evidence[right - 1]!, evidence[right]!];
  return low + ((high - low) * (score - from)) / (to - from);
}
