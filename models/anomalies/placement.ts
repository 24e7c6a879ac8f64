import type { ImageShape } from '../networks/augment.ts';
import type { Random } from '../random.ts';
import type { CellGrid } from './cellGrid.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Placement {
  /** Where there is something to see: the image, and where known the mean of the good images, has contrast. */
  readonly onPart: () => Point;
  /** As `onPart`, but one place in three anywhere: background and flat faces get dirty, too. */
  readonly anywhere: () => Point;
}

const evenShare = 1 / 3;
/** Weight of a cell by its contrast twice over: not so steep that the strongest edge alone gets all. */
const steepness = 2 / 3;

/**
 * Draws places for anomalies. Random background has contrast in an image but none in the mean of many, and flat background
 * in neither: most places lie on the part, wherever and whatever it is.
 * @param structure contrast of the good images' mean in each cell
 */
export function placement(
  { cellPx, columns, contrast }: CellGrid,
  structure: Float32Array | undefined,
  { width, height }: ImageShape,
  random: Random,
): Placement {
  const sums = new Float64Array(contrast.length);
  let sum = 0;
  for (let cell = 0; cell < sums.length; cell++) {
    sum += (contrast[cell]! * (structure ?? contrast)[cell]!) ** steepness;
    sums[cell] = sum;
  }
  const even = (): Point => ({ x: random.between(0, width), y: random.between(0, height) });
  const onPart = (): Point => {
    if (sum === 0) return even();
    const drawn = random.uniform() * sum;
    const cell = sums.findIndex((upTo) => upTo > drawn);
    return {
      x: Math.min(width - 1, ((cell % columns) + random.uniform()) * cellPx),
      y: Math.min(height - 1, (Math.floor(cell / columns) + random.uniform()) * cellPx),
    };
  };
  return { onPart, anywhere: () => (random.uniform() < evenShare ? even() : onPart()) };
}
