import { createHash } from 'node:crypto';
import type { Calibration, EstimatedCalibration, ExactCalibration } from '../manifest.ts';
import { escapesAt } from './escapes.ts';

/** A calibration before its bad images were looked at. */
export type CalibrationContent = Omit<ExactCalibration, Added> | Omit<EstimatedCalibration, Added>;
type Added = 'id' | 'createdAt' | 'escapes' | 'dataSha256' | 'pixelLimit';

export interface CalibratedOn {
  /** Raw scores of the calibration images. */
  readonly scores: readonly number[];
  /** Raw scores of bad images that chose nothing. */
  readonly badScores?: readonly number[] | undefined;
  /** Of the calibration images (`imagesSha256`). */
  readonly dataSha256?: string | undefined;
  /** Evidence that the map of the head draws as 1. */
  readonly pixelLimit?: number | undefined;
  readonly createdAt: Date;
}

/**
 * Adds what the bad images show, what it was made from and the id, a hash of scores and outcome: the same calibration has the same id whenever
 * it is made.
 */
export function finishCalibration(
  content: CalibrationContent,
  { scores, badScores = [], dataSha256, pixelLimit, createdAt }: CalibratedOn,
): Calibration {
  const passLimit = content.reviewLimit ?? content.limit;
  const whole = {
    ...content,
    ...(badScores.length === 0 ? {} : { escapes: escapesAt(badScores, passLimit) }),
    ...(dataSha256 === undefined ? {} : { dataSha256 }),
    ...(pixelLimit === undefined ? {} : { pixelLimit }),
  };
  const hash = createHash('sha256').update(JSON.stringify({ ...whole, scores, badScores }));
  return { id: hash.digest('hex').slice(0, 12), createdAt: createdAt.toISOString(), ...whole };
}
