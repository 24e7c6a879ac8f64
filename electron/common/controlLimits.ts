/**
 * Limits of a control chart for individual values: mean of the values +- 3 sigma, where sigma is the mean range of successive values / d2,
 * d2 = 1.128 for two values. NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 "Individuals Control Charts".
 */
export interface IndividualLimits {
  readonly centre: number;
  /** Mean of |value - value before|. */
  readonly movingRange: number;
  readonly sigma: number;
  readonly lower: number;
  readonly upper: number;
}

const d2OfTwo = 1.128;

/** Values in the order they came. Throws RangeError for fewer than two. */
export function individualLimits(values: readonly number[]): IndividualLimits {
  if (values.length < 2) throw new RangeError(`Control limits need at least 2 values, got ${values.length}.`);
  let sum = values[0]!;
  let ranges = 0;
  for (let index = 1; index < values.length; index += 1) {
    sum += values[index]!;
    ranges += Math.abs(values[index]! - values[index - 1]!);
  }
  const centre = sum / values.length;
  const movingRange = ranges / (values.length - 1);
  const sigma = movingRange / d2OfTwo;
  return { centre, movingRange, sigma, lower: centre - 3 * sigma, upper: centre + 3 * sigma };
}

export interface EwmaPoint {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** Weight of the newest value, and limits in sigmas: lambda 0.2 with L = 3, of the choices 0.2..0.3 usual. */
export const ewmaWeight = 0.2;
const ewmaSigmas = 3;

/**
 * Exponentially weighted moving average of values in the order they came, which shows small, lasting shifts sooner: begins at the
 * centre; limits centre +- 3 sigma sqrt(w / (2 - w) (1 - (1 - w)^(2i))). NIST/SEMATECH e-Handbook, 6.3.2.4 "EWMA Control Charts".
 */
export function ewma(values: readonly number[], { centre, sigma }: IndividualLimits): EwmaPoint[] {
  let value = centre;
  return values.map((one, index) => {
    value = ewmaWeight * one + (1 - ewmaWeight) * value;
    const share = 1 - (1 - ewmaWeight) ** (2 * (index + 1));
    const width = ewmaSigmas * sigma * Math.sqrt((ewmaWeight / (2 - ewmaWeight)) * share);
    return { value, lower: centre - width, upper: centre + width };
  });
}
