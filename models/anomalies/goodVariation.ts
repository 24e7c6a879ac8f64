import type { ImageShape } from '../networks/augment.ts';
import { cellGrid } from './cellGrid.ts';
import { poseSpread } from './poseSpread.ts';

/** How good images differ from one another. */
export interface GoodVariation {
  /** Standard deviation over the images at equal brightness, mean of the channels, [height * width]. */
  readonly spread: Float32Array;
  /** Contrast of the images' mean in each cell of `cellGrid`: high where the part's edges lie in every image. */
  readonly structure: Float32Array;
  /** Furthest turn from the common pose in degrees, 0..180; null when good parts lie at any angle. */
  readonly rotationDegrees: number | null;
  /** Furthest shift from the common pose as a share of the short side; null when good parts lie anywhere. */
  readonly shiftShare: number | null;
}

/** More images say little more and cost time. */
const mostForSpread = 100;
const mostForPose = 32;

/**
 * Measures good images.
 * @param images planes of 0..1, [channels * height * width] each, at least two; some hundred are used, evenly taken
 * @throws RangeError when there are fewer than two
 */
export function goodVariation(images: readonly Float32Array[], shape: ImageShape): GoodVariation {
  if (images.length < 2) {
    throw new RangeError(`goodVariation: at least 2 good images show how they differ, got ${images.length}.`);
  }
  const { mean, deviation } = moments(evenly(images, mostForSpread));
  return {
    spread: channelMeans(deviation, shape),
    structure: cellGrid(mean, shape).contrast,
    ...poseSpread(evenly(images, mostForPose), shape),
  };
}

function evenly<T>(all: readonly T[], most: number): T[] {
  const count = Math.min(all.length, most);
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]!);
}

/** Mean and standard deviation of every value over the images, all brought to the same mean brightness. */
function moments(images: readonly Float32Array[]): { mean: Float32Array; deviation: Float32Array } {
  const levels = images.map((image) => image.reduce((sum, value) => sum + value, 0) / image.length);
  const level = levels.reduce((sum, value) => sum + value, 0) / images.length;
  const mean = new Float32Array(images[0]!.length);
  const squares = new Float32Array(mean.length);
  images.forEach((image, index) => {
    const gain = levels[index]! > 0 ? level / levels[index]! : 1;
    // Welford 1962: squares summed about the running mean lose no digits.
    for (let i = 0; i < mean.length; i++) {
      const value = image[i]! * gain;
      const before = value - mean[i]!;
      mean[i] = mean[i]! + before / (index + 1);
      squares[i] = squares[i]! + before * (value - mean[i]!);
    }
  });
  return { mean, deviation: squares.map((sum) => Math.sqrt(sum / (images.length - 1))) };
}

function channelMeans(values: Float32Array, { channels, width, height }: ImageShape): Float32Array {
  const area = width * height;
  const means = new Float32Array(area);
  for (let i = 0; i < values.length; i++) means[i % area] = means[i % area]! + values[i]! / channels;
  return means;
}
