import { createHash } from 'node:crypto';
import { escapesAt } from './calibration/escapes.ts';
import { expectedOverkill, overkillBound, rankForBound } from './calibration/orderStatistic.ts';
import { percent } from './calibration/percent.ts';
import { tailLimit } from './calibration/tailLimit.ts';
import { requireProvable, requireShare } from './calibration/targetNotProvable.ts';
import type { Calibration, EstimatedCalibration, ExactCalibration, HeadName } from './manifest.ts';

export interface CalibrateOptions {
  readonly head: HeadName;
  /** Raw scores of good images that neither training nor selection has seen; with `folds`, of every image by a model not taught from it. */
  readonly scores: readonly number[];
  /** Largest share of good parts rejected, 0..1, to be proven at 95 %; absent: the limit is the largest score. */
  readonly targetOverkill?: number | undefined;
  /** Take an estimate where the target cannot be proven, instead of refusing it. */
  readonly allowEstimate?: boolean | undefined;
  /** The scores are of this many models: every statement is an estimate. */
  readonly folds?: number | undefined;
  /** A second, lower limit that so large a share of good parts, at most, is above, 0..1; between the two a person decides. */
  readonly reviewOverkill?: number | undefined;
  /** Raw scores of bad images that chose nothing. */
  readonly badScores?: readonly number[] | undefined;
  readonly createdAt: Date;
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
  return finished(content as Content, options);
}

export interface HandLimits {
  readonly limit: number;
  /** Below `limit`; absent: nothing is left for review. */
  readonly reviewLimit?: number | undefined;
}

/**
 * The calibration that belongs to limits a person set after seeing the scores: an estimate, but for the bound that
 * holds while no calibration score is above the limit.
 * @throws RangeError, a sentence, for scores as `calibrate`, and when the second limit is not below the first.
 */
export function calibrateByHand(
  options: Pick<CalibrateOptions, 'head' | 'scores' | 'badScores' | 'createdAt'>,
  { limit, reviewLimit }: HandLimits,
): Calibration {
  const { head, scores } = options;
  requireScores(head, scores);
  if (!Number.isFinite(limit) || (reviewLimit !== undefined && !(reviewLimit < limit))) {
    throw new RangeError(
      `The limit is a number and the second limit lies below it, got ${limit} and ${reviewLimit}.`,
    );
  }
  const goods = scores.length;
  const above = scores.filter((score) => score > limit).length;
  const content = {
    head,
    goods,
    kind: 'estimate',
    method: 'byHand',
    limit,
    expectedOverkill: expectedOverkill(goods, goods - above),
    ...boundAbove(scores, limit),
    ...(reviewLimit === undefined ? {} : { reviewLimit }),
  } as const;
  return finished(content, options);
}

type Content = Omit<ExactCalibration, 'id' | 'createdAt'> | Omit<EstimatedCalibration, 'id' | 'createdAt'>;
type SetLimit =
  | Pick<ExactCalibration, 'kind' | 'method' | 'limit' | 'rank' | 'expectedOverkill' | 'overkillBound'>
  | Pick<EstimatedCalibration, 'kind' | 'method' | 'limit' | 'expectedOverkill' | 'overkillBound'>;

function limitFor({ scores, allowEstimate, folds }: CalibrateOptions, target: number | undefined): SetLimit {
  const goods = scores.length;
  if (target !== undefined) requireShare(target);
  const rank = target === undefined ? goods : rankForBound(goods, target);
  if (rank !== null) {
    const limit = scores.toSorted((a, b) => a - b)[rank - 1]!;
    const expected = { limit, expectedOverkill: expectedOverkill(goods, rank) };
    if (folds !== undefined) return { kind: 'estimate', method: 'kFold', ...expected };
    const overkill = overkillBound(goods, rank);
    return { kind: 'exact', method: 'orderStatistic', rank, ...expected, overkillBound: overkill };
  }
  // Scores of several models are an estimate anyway.
  if (allowEstimate !== true && folds === undefined) requireProvable(target!, goods);
  const { limit } = tailLimit(scores, target!);
  const bound = folds === undefined ? boundAbove(scores, limit) : {};
  return { kind: 'estimate', method: 'paretoTail', limit, expectedOverkill: target!, ...bound };
}

/** However a limit was found: while no score is above it, it rejects no more than the largest score would. */
function boundAbove(scores: readonly number[], limit: number): { overkillBound?: number } {
  return scores.some((score) => score > limit)
    ? {}
    : { overkillBound: overkillBound(scores.length, scores.length) };
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

function finished(
  content: Content,
  { scores, badScores, createdAt }: Pick<CalibrateOptions, 'scores' | 'badScores' | 'createdAt'>,
): Calibration {
  const passLimit = content.reviewLimit ?? content.limit;
  const escapes =
    badScores === undefined || badScores.length === 0 ? {} : { escapes: escapesAt(badScores, passLimit) };
  const whole = { ...content, ...escapes };
  const hash = createHash('sha256').update(JSON.stringify({ ...whole, scores, badScores: badScores ?? [] }));
  return { id: hash.digest('hex').slice(0, 12), createdAt: createdAt.toISOString(), ...whole };
}

function requireScores(head: HeadName, scores: readonly number[]): void {
  const goods = scores.length;
  if (goods === 0) {
    throw new RangeError(
      `calibrate: ${head} has no held-out good scores; at least one is needed to set a limit.`,
    );
  }
  const wrong = scores.findIndex((score) => !Number.isFinite(score));
  if (wrong >= 0) {
    throw new RangeError(
      `calibrate: ${head} scored held-out good image ${wrong + 1} of ${goods} as ${scores[wrong]}; ` +
        'a limit needs finite scores, teach again.',
    );
  }
}
