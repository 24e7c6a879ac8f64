import type { Calibration, HeadName } from '../manifest.ts';
import { type CalibratedOn, finishCalibration } from './finishCalibration.ts';
import { expectedOverkill } from './orderStatistic.ts';
import { requireScores } from './requireScores.ts';

export interface HandLimits {
  readonly limit: number;
  /** Below `limit`; absent: nothing is left for review. */
  readonly reviewLimit?: number | undefined;
}

/**
 * The calibration that belongs to limits a person set after seeing the scores: an estimate, wherever the limit lies. (Even
 * above all scores: a bound told only of limits that happen to lie there is true less often than it says.)
 * @throws RangeError, a sentence, for scores as `calibrate`, and when the second limit is not below the first.
 */
export function calibrateByHand(
  options: CalibratedOn & { readonly head: HeadName },
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
    ...(reviewLimit === undefined ? {} : { reviewLimit }),
  } as const;
  return finishCalibration(content, options);
}
