import { type Sides, largestSide, sideStep, smallestSide } from './networkSize.ts';

/** How much more a changed aspect ratio weighs than a changed number of pixels, both as squared logarithms. */
const aspectWeight = 150;

/**
 * The network input for a region: of all sizes a network can have, the one that keeps the region's aspect ratio best at
 * about `size` x `size` pixels, so that `size` means the same cost whatever the region's shape. A square region gives
 * size x size. Beyond 4:1 the input stays at 4:1, the most a network can have; tiles keep the ratio there.
 * @throws RangeError when a side is not positive or `size` is not a side of a network, 64 to 256.
 */
export function inputSize(region: Sides, size: number): Sides {
  if (!(region.width > 0 && region.height > 0)) {
    throw new RangeError(`inputSize: the region must have pixels, got ${region.width}x${region.height}.`);
  }
  if (!(size >= smallestSide && size <= largestSide)) {
    throw new RangeError(
      `The network's input size must be ${smallestSide} to ${largestSide} pixels, got ${size}.`,
    );
  }
  const distance = ({ width, height }: Sides): number =>
    aspectWeight * Math.log((width * region.height) / (height * region.width)) ** 2 +
    Math.log((width * height) / size ** 2) ** 2;
  return nearestSize(distance);
}

/** Of all sizes a network can have, the one with the least distance from what is wanted. */
export function nearestSize(distance: (sides: Sides) => number): Sides {
  return possibleSizes.reduce((best, sides) => (distance(sides) < distance(best) ? sides : best));
}

const sides: readonly number[] = Array.from(
  { length: largestSide - smallestSide + 1 },
  (_, i) => smallestSide + i,
);

/** Every size a network can have. */
const possibleSizes: readonly Sides[] = sides
  .flatMap((width) => sides.map((height) => ({ width, height })))
  .filter((size) => [size.width, size.height].every((side) => side % sideStep(size) === 0));
