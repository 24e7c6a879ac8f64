/** How a pixel of 0..1 is spelled for a network: scale * pixel + offset, one number for all channels or one each. */
export interface PixelValues {
  /** For sentences, e.g. "-1..1". */
  readonly name: string;
  readonly scale: readonly number[];
  readonly offset: readonly number[];
}

/** Pixels from `least` to `most`. @throws RangeError when there is nothing between. */
export function rangeValues(least: number, most: number): PixelValues {
  if (!(most > least)) {
    throw new RangeError(
      `The values of pixels must go from a smaller to a larger number, got ${least}..${most}.`,
    );
  }
  return { name: `${least}..${most}`, scale: [most - least], offset: [least] };
}

/**
 * Pixels of 0..1 less a mean, divided by a standard deviation: one for all channels or one each.
 * @throws RangeError when there are not as many of both, or a deviation is not above 0.
 */
export function normalisedValues(means: readonly number[], deviations: readonly number[]): PixelValues {
  const name = `mean ${means.join(',')}, standard deviation ${deviations.join(',')}`;
  if (means.length !== deviations.length || !deviations.every((deviation) => deviation > 0)) {
    throw new RangeError(`Every channel needs a mean and a standard deviation above 0, got ${name}.`);
  }
  return {
    name,
    scale: deviations.map((deviation) => 1 / deviation),
    offset: means.map((mean, channel) => -mean / deviations[channel]!),
  };
}

/** Mean and deviation of ImageNet, which colour networks are often fed with (torchvision's models). */
const imageNet = normalisedValues([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

/** The usual ones for an image of that many channels, the most usual first. */
export const usualValues = (channels: number): readonly PixelValues[] => [
  rangeValues(0, 1),
  rangeValues(-1, 1),
  rangeValues(0, 255),
  ...(channels === 3 ? [imageNet] : []),
];
