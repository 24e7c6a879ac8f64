import type { ImageShape } from '../networks/augment.ts';
import type { Random } from '../random.ts';
import type { CellGrid } from './cellGrid.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Placement {
  /** Where there is something to see: the image, and where known the mean of the good images, has contrast. */
  readonly onDetail: () => Point;
  /** Half as `onDetail`, a third where the image differs from its border, on flat faces too, the rest evenly. */
  readonly anywhere: () => Point;
}

/** Weight of a cell by its contrast twice over: not so steep that the strongest edge alone gets all. */
const steepness = 2 / 3;

/**
 * Draws places for anomalies. Random background has contrast in an image but none in the mean of many, and flat background
 * in neither: most places lie on the part, wherever and whatever it is.
 * @param structure contrast of the good images' mean in each cell
 */
export function placement(
  grid: CellGrid,
  structure: Float32Array | undefined,
  { width, height }: ImageShape,
  random: Random,
): Placement {
  const { cellPx, columns, contrast, mean } = grid;
  const details = sums(contrast.map((value, cell) => (value * (structure ?? contrast)[cell]!) ** steepness));
  const border = borderMedian(grid);
  const figure = sums(mean.map((value) => Math.abs(value - border)));
  const even = (): Point => ({ x: random.between(0, width), y: random.between(0, height) });
  const weighted = (upTo: Float32Array): Point => {
    const drawn = random.uniform() * upTo[upTo.length - 1]!;
    const cell = upTo.findIndex((sum) => sum > drawn);
    if (cell < 0) return even();
    return {
      x: Math.min(width - 1, ((cell % columns) + random.uniform()) * cellPx),
      y: Math.min(height - 1, (Math.floor(cell / columns) + random.uniform()) * cellPx),
    };
  };
  return {
    onDetail: () => weighted(details),
    anywhere: () => {
      const share = random.uniform();
      return share < 1 / 2 ? weighted(details) : share < 5 / 6 ? weighted(figure) : even();
    },
  };
}

/** Running sums. */
function sums(weights: Float32Array): Float32Array {
  for (let i = 1; i < weights.length; i++) weights[i] = weights[i - 1]! + weights[i]!;
  return weights;
}

/** Median of the outermost cells' means: of the background, where there is one. */
function borderMedian({ columns, rows, mean }: CellGrid): number {
  const outermost = mean.filter((_, cell) => {
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    return column === 0 || row === 0 || column === columns - 1 || row === rows - 1;
  });
  return outermost.sort()[Math.floor(outermost.length / 2)]!;
}
