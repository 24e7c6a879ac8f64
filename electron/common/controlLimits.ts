/**
 * Limits of control charts for individual values (ISO 7870-2; NIST/SEMATECH e-Handbook 6.3.2.2; Montgomery, Introduction to
 * Statistical Quality Control, "Control Charts for Individual Measurements"): mean of the values +- 3 sigma, where sigma is the
 * mean range of two successive values / d2; and the upper limit D4 times that mean for the ranges themselves. Their lower one is 0.
 */
export interface IndividualLimits {
  readonly centre: number;
  /** Mean of |value - value before|. */
  readonly movingRange: number;
  readonly movingRangeUpper: number;
  readonly sigma: number;
  readonly lower: number;
  readonly upper: number;
}

/** For ranges of two values. */
const d2 = 1.128;
const d4 = 3.267;

/** Values in the order they came. Throws RangeError for fewer than two. */
export function individualLimits(values: readonly number[]): IndividualLimits {
  if (values.length < 2) throw new RangeError(`Control limits need at least 2 values, got ${values.length}.`);
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const ranges = movingRanges(values).slice(1);
  const movingRange = ranges.reduce<number>((sum, range) => sum + (range ?? 0), 0) / ranges.length;
  const sigma = movingRange / d2;
  return {
    ...{ centre, movingRange, movingRangeUpper: d4 * movingRange, sigma },
    ...{ lower: centre - 3 * sigma, upper: centre + 3 * sigma },
  };
}

/** |value - value before| of each value; null of the first one. */
export function movingRanges(values: readonly number[]): (number | null)[] {
  return values.map((value, index) => (index === 0 ? null : Math.abs(value - values[index - 1]!)));
}

/** Weight of the newest value, and width of the limits in sigmas. */
export interface EwmaPlan {
  readonly weight: number;
  readonly sigmas: number;
}

/** Of the weights 0.05 to 0.25 that Montgomery finds to work well in practice, with the width that goes with it. */
export const usualEwma: EwmaPlan = { weight: 0.2, sigmas: 3 };

export interface EwmaPoint {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Exponentially weighted moving average of values in the order they came, which shows small, lasting shifts sooner (ISO 7870-6;
 * NIST/SEMATECH e-Handbook 6.3.2.4; Montgomery, "The EWMA Control Chart"): begins at the centre; limits
 * centre +- L sigma sqrt(w / (2 - w) (1 - (1 - w)^(2i))).
 */
export function ewma(
  values: readonly number[],
  { centre, sigma }: Pick<IndividualLimits, 'centre' | 'sigma'>,
  { weight, sigmas }: EwmaPlan = usualEwma,
): EwmaPoint[] {
  let value = centre;
  return values.map((one, index) => {
    value = weight * one + (1 - weight) * value;
    const share = 1 - (1 - weight) ** (2 * (index + 1));
    const width = sigmas * sigma * Math.sqrt((weight / (2 - weight)) * share);
    return { value, lower: centre - width, upper: centre + width };
  });
}
