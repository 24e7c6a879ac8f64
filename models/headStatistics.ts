import type { HeadStatistics } from './manifest.ts';

/** Summary of the scores one head gave held-out good images; population standard deviation. */
export function headStatistics(scores: readonly number[], limit: number): HeadStatistics {
  const sorted = scores.toSorted((a, b) => a - b);
  const count = sorted.length;
  if (count === 0) throw new RangeError('headStatistics: needs scores, got none.');
  const mean = sorted.reduce((sum, score) => sum + score, 0) / count;
  return {
    count,
    minimum: sorted[0]!,
    median: (sorted[Math.floor((count - 1) / 2)]! + sorted[Math.floor(count / 2)]!) / 2,
    maximum: sorted[count - 1]!,
    mean,
    standardDeviation: Math.sqrt(sorted.reduce((sum, score) => sum + (score - mean) ** 2, 0) / count),
    limit,
  };
}
