import { createHash } from 'node:crypto';
import type { Calibration, EstimatedCalibration, ExactCalibration } from '../manifest.ts';
import { escapesAt } from './escapes.ts';

/** A calibration before its bad images were looked at. */
export type CalibrationContent =
  | Omit<ExactCalibration, 'id' | 'createdAt' | 'escapes'>
  | Omit<EstimatedCalibration, 'id' | 'createdAt' | 'escapes'>;

export interface CalibratedOn {
  /** Raw scores of the calibration images. */
  readonly scores: readonly number[];
  /** Raw scores of bad images that chose nothing. */
  readonly badScores?: readonly number[] | undefined;
  readonly createdAt: Date;
}

/**
 * Adds what the bad images show and the id, a hash of scores and outcome: the same calibration has the same id whenever
 * it is made.
 */
export function finishCalibration(
  content: CalibrationContent,
  { scores, badScores = [], createdAt }: CalibratedOn,
): Calibration {
  const passLimit = content.reviewLimit ?? content.limit;
  const whole = {
    ...content,
    ...(badScores.length === 0 ? {} : { escapes: escapesAt(badScores, passLimit) }),
  };
  const hash = createHash('sha256').update(JSON.stringify({ ...whole, scores, badScores }));
  return { id: hash.digest('hex').slice(0, 12), createdAt: createdAt.toISOString(), ...whole };
}
