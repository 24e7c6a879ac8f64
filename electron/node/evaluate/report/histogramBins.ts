import type { ScoreScale } from '../../../common/scoreScale.ts';

export interface HistogramBins {
  /** Place of the left edge of the first bin, and how wide each is, on the scale's 0..1. */
  readonly from: number;
  readonly width: number;
  /** Images a bin. */
  readonly goods: readonly number[];
  readonly bads: readonly number[];
}

/** About `count` bins of even width on the scale, with the limit as an edge, so that no bin both passes and fails. */
export function histogramBins(
  goods: readonly number[],
  bads: readonly number[],
  limit: number,
  { place }: ScoreScale,
  count: number,
): HistogramBins {
  const width = 1 / count;
  const atLimit = place(limit);
  const before = Math.ceil(atLimit / width);
  const bins = before + Math.ceil((1 - atLimit) / width);
  const binned = (scores: readonly number[]): number[] => {
    const counts = new Array<number>(bins).fill(0);
    // A score at the limit passes: bins are open at the left and closed at the right.
    for (const score of scores) counts[before - 1 + Math.ceil((place(score) - atLimit) / width)]!++;
    return counts;
  };
  return { from: atLimit - before * width, width, goods: binned(goods), bads: binned(bads) };
}
