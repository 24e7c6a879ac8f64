import { auroc } from './auroc.ts';
import { aurocInterval } from './aurocInterval.ts';
import { averagePrecision } from './averagePrecision.ts';
import { errorsAtLimit } from './errorsAtLimit.ts';
import { type Share, share } from './share.ts';

/** A figure with its two-sided 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly interval: readonly [number, number];
}

/** How one head tells good test images from bad ones, and what happens at its limit. */
export interface HeadFigures {
  readonly limit: number;
  /** Above this and not above `limit`: left to a person's review. */
  readonly reviewLimit?: number;
  readonly auroc: Estimate;
  readonly averagePrecision: number;
  /** Bad images that pass; what is left for review has not passed. */
  readonly escape: Share;
  /** Good images that fail. */
  readonly overkill: Share;
  /** Only with a review limit. */
  readonly review?: { readonly goods: Share; readonly bads: Share };
  /** Against all good images, by defect. */
  readonly defects: Readonly<Record<string, DefectFigures>>;
}

export interface DefectFigures {
  readonly auroc: Estimate;
  readonly averagePrecision: number;
  readonly escape: Share;
}

/** Limits of one head as raw scores. */
export interface Limits {
  readonly limit: number;
  readonly reviewLimit?: number;
}

/** One image's raw score by a head; a part that was not found fails whatever its score. */
export interface ScoredPart {
  readonly score: number;
  readonly notFound: boolean;
}

/** Figures of the good images, and of the bad ones by defect. Throws when there are none of either. */
export function headFigures(
  goods: readonly ScoredPart[],
  badsByDefect: Readonly<Record<string, readonly ScoredPart[]>>,
  limits: Limits,
): HeadFigures {
  const { limit, reviewLimit } = limits;
  const figuresOf = (bads: readonly ScoredPart[]): DefectFigures => {
    const [goodScores, badScores] = [rawScores(goods), rawScores(bads)];
    const value = auroc(goodScores, badScores);
    return {
      auroc: { value, interval: aurocInterval(value, goods.length, bads.length) },
      averagePrecision: averagePrecision(goodScores, badScores),
      escape: errorsAtLimit([], decidingScores(bads), reviewLimit ?? limit).escape,
    };
  };
  const bads = Object.values(badsByDefect).flat();
  const reviewed = (images: readonly ScoredPart[], least: number): Share =>
    share(decidingScores(images).filter((score) => score > least && score <= limit).length, images.length);
  return {
    ...limits,
    ...figuresOf(bads),
    overkill: errorsAtLimit(decidingScores(goods), [], limit).overkill,
    ...(reviewLimit !== undefined && {
      review: { goods: reviewed(goods, reviewLimit), bads: reviewed(bads, reviewLimit) },
    }),
    defects: Object.fromEntries(
      Object.entries(badsByDefect).map(([defect, scores]) => [defect, figuresOf(scores)]),
    ),
  };
}

const rawScores = (images: readonly ScoredPart[]): number[] => images.map(({ score }) => score);
const decidingScores = (images: readonly ScoredPart[]): number[] =>
  images.map(({ score, notFound }) => (notFound ? Infinity : score));
