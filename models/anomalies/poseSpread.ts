import type { ImageShape } from '../networks/augment.ts';
import { type Pose, bestPose } from './bestPose.ts';
import type { GoodVariation } from './goodVariation.ts';
import { type ValueMap, gradientMagnitude } from './gradientMagnitude.ts';

/** Pixels compared: about 32x32, then 64x64, whatever the image's size and aspect. */
const coarsePixels = 32 ** 2;
const finePixels = 64 ** 2;
const coarseDegrees = 6;
/** One image in so many may lie otherwise: its pose was misjudged, or it is not as good as it was said to be. */
const oddOnes = 20;
/** Good parts that turn or shift further have no common pose. */
const mostDegrees = 20;
const mostShiftShare = 0.1;

/**
 * How far good images are turned and shifted against the mean of the others: the pose in which their gradient magnitudes
 * correlate best, searched over all angles and shifts up to an eighth of the short side, then finer around the best.
 * Parts that look alike at several angles are found at any of them, so they have no common pose either.
 * @param images planes of 0..1, [channels * height * width]; at least two
 */
export function poseSpread(
  images: readonly Float32Array[],
  shape: ImageShape,
): Pick<GoodVariation, 'rotationDegrees' | 'shiftShare'> {
  const coarse = images.map((image) => gradientMagnitude(image, shape, coarsePixels));
  const fine = images.map((image) => gradientMagnitude(image, shape, finePixels));
  const [coarseSum, fineSum] = [sumOf(coarse), sumOf(fine)];
  const { width, height } = fine[0]!;
  const scale = width / coarse[0]!.width;
  const reach = Math.ceil(Math.min(coarse[0]!.width, coarse[0]!.height) / 8);
  const poses = images.map((_, index): Pose => {
    const shifts = around(0, reach);
    const degrees = around(0, 180 / coarseDegrees).map((step) => step * coarseDegrees);
    const near = bestPose(coarse[index]!, without(coarseSum, coarse[index]!), {
      degrees,
      x: shifts,
      y: shifts,
    });
    return bestPose(fine[index]!, without(fineSum, fine[index]!), {
      degrees: around(near.degrees, coarseDegrees / 2),
      x: around(Math.round(near.x * scale), Math.ceil(scale)),
      y: around(Math.round(near.y * scale), Math.ceil(scale)),
    });
  });
  const degrees = furthest(poses.map((pose) => Math.abs(pose.degrees)));
  const shift = furthest(poses.map(({ x, y }) => Math.hypot(x, y) / Math.min(width, height)));
  return {
    rotationDegrees: degrees <= mostDegrees ? degrees : null,
    shiftShare: shift <= mostShiftShare ? shift : null,
  };
}

/** Whole steps from `middle - reach` to `middle + reach`, the middle first: it wins where all fit alike. */
function around(middle: number, reach: number): number[] {
  const steps = Array.from({ length: 2 * reach + 1 }, (_, i) => middle - reach + i);
  return steps.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}

function sumOf(maps: readonly ValueMap[]): Float32Array {
  const sum = new Float32Array(maps[0]!.values.length);
  for (const { values } of maps) values.forEach((value, i) => (sum[i] = sum[i]! + value));
  return sum;
}

const without = (sum: Float32Array, { values }: ValueMap): Float32Array =>
  sum.map((value, i) => value - values[i]!);

/** The largest, odd ones left out. */
function furthest(distances: readonly number[]): number {
  const sorted = distances.toSorted((a, b) => b - a);
  return sorted[Math.floor(distances.length / oddOnes)]!;
}
