/** Raw scores that decide a verdict. */
export interface Limits {
  /** Above it an image fails. */
  readonly limit: number;
  /** Above it an image that does not fail is left to a person; null: none is. */
  readonly reviewLimit: number | null;
}

/** What a recipe sets by hand; null: as calibrated. */
export interface HandLimits {
  readonly limit: number | null;
  readonly reviewLimit: number | null;
}

/**
 * The limits a recipe judges by. A limit set by hand replaces both calibrated ones, which belong together; a second
 * limit alone goes with the calibrated limit.
 */
export function limitsInForce(hand: HandLimits, calibrated: Limits): Limits {
  const { limit, reviewLimit } = hand;
  if (limit !== null) return { limit, reviewLimit };
  return { limit: calibrated.limit, reviewLimit: reviewLimit ?? calibrated.reviewLimit };
}

const handMark = '-byHand';

/** Id for the log: what the calibration says does not hold of limits that a person set. */
export function calibrationInForce(hand: HandLimits, calibrationId: string): string {
  return hand.limit === null && hand.reviewLimit === null ? calibrationId : calibrationId + handMark;
}

/** Whether the limits that go by this id were set by hand: what is said of their errors is an estimate. */
export function isSetByHand(calibrationId: string): boolean {
  return calibrationId.endsWith(handMark);
}
