import { type CalibrateOptions, calibrate } from '../calibrate.ts';
import { headStatistics } from '../headStatistics.ts';
import type { Calibration, HeadName, Manifest } from '../manifest.ts';
import { type HandLimits, calibrateByHand } from './calibrateByHand.ts';
import { overkillBound } from './orderStatistic.ts';

export interface CalibrateHeadsOptions extends Omit<CalibrateOptions, 'scores' | 'badScores'> {
  /** Every head of the bundle; `head` is the one in force. */
  readonly names: readonly HeadName[];
  /** Raw scores of the calibration images, all in the same order. */
  readonly goodScores: (head: HeadName) => number[];
  /** Raw scores of bad images that chose nothing. */
  readonly badScores?: (head: HeadName) => number[];
  /** Limits set by a person instead. */
  readonly byHand?: HandLimits | undefined;
}

/**
 * The calibration of the head in force and the statistics of all heads. The others promise nothing: their limit follows
 * the same rule where that is exact, else it is their largest score.
 * @throws as `calibrate` and `calibrateByHand` do.
 */
export function calibrateHeads({ names, goodScores, badScores, byHand, ...options }: CalibrateHeadsOptions): {
  readonly calibration: Calibration;
  readonly heads: Manifest['heads'];
} {
  const { head, targetOverkill, folds, relabelled, createdAt } = options;
  const inForce = { ...options, scores: goodScores(head), badScores: badScores?.(head) };
  const calibration = byHand === undefined ? calibrate(inForce) : calibrateByHand(inForce, byHand);
  const { goods } = calibration;
  const isProvable = targetOverkill !== undefined && overkillBound(goods, goods) <= targetOverkill;
  const target = isProvable ? { targetOverkill } : {};
  const statistics = names.map((name) => {
    const scores = goodScores(name);
    const { limit } =
      name === head
        ? calibration
        : calibrate({ head: name, scores, ...target, folds, relabelled, createdAt });
    return [name, headStatistics(scores, limit)] as const;
  });
  return { calibration, heads: Object.fromEntries(statistics) };
}
