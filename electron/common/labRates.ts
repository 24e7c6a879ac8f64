import { imagesToProve, overkillBound } from '../../models/calibration/orderStatistic.ts';
import { share, type Share } from '../../models/evaluation/share.ts';
import type { LabCounts, LabHistogram, LabTruth } from './lab.ts';

export type { Share };

/** What inspection equipment is commonly asked to prove: escapes of bad parts and overkill of good ones, 0..1. */
export const usualTargets = { escape: 0.05, overkill: 0.005 } as const;

/** What images say of a limit, and what so many of them could say at most. Intervals are Clopper and Pearson's. */
export interface LabRates {
  /** Bad images that pass; null: there are none, nothing can be said. */
  readonly escape: Share | null;
  /** Good images that fail; null: there are none. */
  readonly overkill: Share | null;
  /** Of the synthetic anomalies; no bad parts, so they bound nothing. */
  readonly syntheticPassed: Share | null;
  /** One-sided 95 % bounds with no error seen: the best so many images can prove; null without any. */
  readonly bestOverkill: number | null;
  readonly bestEscape: number | null;
  /** Images needed without an error for `usualTargets`. */
  readonly badsNeeded: number;
  readonly goodsNeeded: number;
}

export function labRates(counts: LabCounts): LabRates {
  const { goods, goodsRejected, bads, badsPassed, synthetics, syntheticsPassed } = counts;
  const shareOf = (count: number, of: number) => (of === 0 ? null : share(count, of));
  return {
    escape: shareOf(badsPassed, bads),
    overkill: shareOf(goodsRejected, goods),
    syntheticPassed: shareOf(syntheticsPassed, synthetics),
    bestOverkill: goods === 0 ? null : overkillBound(goods, goods),
    bestEscape: bads === 0 ? null : overkillBound(bads, bads),
    badsNeeded: imagesToProve(usualTargets.escape),
    goodsNeeded: imagesToProve(usualTargets.overkill),
  };
}

/**
 * Counts at limits that are edges of a histogram, exactly: its bins are closed where a limit passes.
 * @param edge index of the limit in `edges`
 * @param reviewEdge of the second limit, at most `edge`; null: there is none
 */
export function countsAtEdge(
  { bins, notFound }: Pick<LabHistogram, 'bins' | 'notFound'>,
  edge: number,
  reviewEdge: number | null,
): LabCounts {
  const sum = (truth: LabTruth, from: number, to: number) =>
    bins[truth].slice(from, to).reduce((total, images) => total + images, 0);
  const lower = reviewEdge ?? edge;
  const all = (truth: LabTruth) => sum(truth, 0, Infinity) + notFound[truth];
  return {
    goods: all('good'),
    goodsRejected: sum('good', edge, Infinity) + notFound.good,
    goodsUnsure: sum('good', lower, edge),
    bads: all('bad'),
    badsPassed: sum('bad', 0, lower),
    badsUnsure: sum('bad', lower, edge),
    synthetics: all('synthetic'),
    syntheticsPassed: sum('synthetic', 0, lower),
  };
}
