import { type CalibratedOn, finishCalibration } from './calibration/finishCalibration.ts';
import { expectedOverkill, overkillBound, rankForBound } from './calibration/orderStatistic.ts';
import { percent } from './calibration/percent.ts';
import { requireScores } from './calibration/requireScores.ts';
import { tailLimit } from './calibration/tailLimit.ts';
import { requireReachable, requireShare } from './calibration/targetNotProvable.ts';
import type { Calibration, EstimatedCalibration, ExactCalibration, HeadName } from './manifest.ts';

export interface CalibrateOptions extends CalibratedOn {
  readonly head: HeadName;
  /** Raw scores of good images that neither training nor selection has seen; with `folds`, of every image by a model not taught from it. */
  readonly scores: readonly number[];
  /** Largest share of good parts rejected, 0..1, to be proven at 95 %; absent: the limit is the largest score. */
  readonly targetOverkill?: number | undefined;
  /** Take an estimate where the target cannot be proven, instead of refusing it. */
  readonly allowEstimate?: boolean | undefined;
  /** The scores are of this many models: every statement is an estimate. */
  readonly folds?: number | undefined;
  /** Some of the images were chosen by what was said of them: every statement is an estimate. */
  readonly relabelled?: boolean | undefined;
  /** A second, lower limit that so large a share of good parts, at most, is above, 0..1; between the two a person decides. */
  readonly reviewOverkill?: number | undefined;
}

/**
 * Sets the limit of a head, and the second one if asked for.
 * Without a target, or with one that the scores prove, it is exact: an order statistic of the scores, at the smallest
 * rank whose one-sided 95 % bound of the overkill is at most the target (see `calibration/orderStatistic.ts`). A
 * target that cannot be proven is refused, unless `allowEstimate` takes a model of the tail (`tailLimit`) for it.
 * The id is a hash of scores and outcome: the same calibration has the same id whenever it is made.
 * @throws RangeError, a sentence, when there are no scores, one is not finite or a target is no share; TargetNotProvable.
 */
export function calibrate(options: CalibrateOptions): Calibration {
  const { head, scores, targetOverkill, reviewOverkill, folds } = options;
  requireScores(head, scores);
  const set = limitFor(options, targetOverkill);
  const reviewLimit = reviewOverkill === undefined ? undefined : reviewLimitFor(options, reviewOverkill, set);
  const content = {
    head,
    goods: scores.length,
    ...set,
    ...(targetOverkill === undefined ? {} : { targetOverkill }),
    ...(reviewLimit === undefined ? {} : { reviewLimit }),
    ...(reviewOverkill === undefined ? {} : { reviewOverkill }),
    ...(folds === undefined ? {} : { folds }),
  };
  return finishCalibration(content, options);
}

type SetLimit =
  | Pick<ExactCalibration, 'kind' | 'method' | 'limit' | 'rank' | 'expectedOverkill' | 'overkillBound'>
  | Pick<EstimatedCalibration, 'kind' | 'method' | 'limit' | 'expectedOverkill'>;

function limitFor(options: CalibrateOptions, target: number | undefined): SetLimit {
  const { scores, allowEstimate, folds, relabelled } = options;
  const estimate = folds !== undefined ? 'kFold' : relabelled === true ? 'relabelled' : null;
  const goods = scores.length;
  if (target !== undefined) requireShare(target);
  const rank = target === undefined ? goods : rankForBound(goods, target);
  if (rank !== null) {
    const limit = scores.toSorted((a, b) => a - b)[rank - 1]!;
    const expected = { limit, expectedOverkill: expectedOverkill(goods, rank) };
    if (estimate !== null) return { kind: 'estimate', method: estimate, ...expected };
    const overkill = overkillBound(goods, rank);
    return { kind: 'exact', method: 'orderStatistic', rank, ...expected, overkillBound: overkill };
  }
  requireReachable(target!, goods, allowEstimate === true || estimate !== null);
  const { limit } = tailLimit(scores, target!);
  return { kind: 'estimate', method: 'paretoTail', limit, expectedOverkill: target! };
}

/** Beside an exact limit the second one is exact too, so that the calibration is one thing or the other. */
function reviewLimitFor(
  options: CalibrateOptions,
  reviewOverkill: number,
  { kind, limit }: SetLimit,
): number {
  const review = limitFor({ ...options, allowEstimate: kind === 'estimate' }, reviewOverkill).limit;
  if (review < limit) return review;
  throw new RangeError(
    `The second limit for ${percent(reviewOverkill)} of the good parts would not lie below the limit ${limit}; allow more.`,
  );
}
