import type { ImageShape } from '../networks/augment.ts';

/** An image in square cells, row-major. */
export interface CellGrid {
  readonly cellPx: number;
  readonly columns: number;
  readonly rows: number;
  /** Mean of each cell's values. */
  readonly mean: Float32Array;
  /** Standard deviation of the values in each cell, mean of the channels. */
  readonly contrast: Float32Array;
}

/** Side of a cell: a sixteenth of the short side, at least 4 pixels. */
const cellSize = ({ width, height }: ImageShape): number =>
  Math.max(4, Math.round(Math.min(width, height) / 16));

/** What an image shows, by cells. */
export function cellGrid(image: Float32Array, shape: ImageShape): CellGrid {
  const { channels, width, height } = shape;
  const cellPx = cellSize(shape);
  const columns = Math.ceil(width / cellPx);
  const rows = Math.ceil(height / cellPx);
  const mean = new Float32Array(columns * rows);
  const contrast = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const bottom = Math.min(height, (row + 1) * cellPx);
    for (let column = 0; column < columns; column++) {
      const left = column * cellPx;
      const right = Math.min(width, left + cellPx);
      const count = (bottom - row * cellPx) * (right - left);
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        let squares = 0;
        for (let y = row * cellPx; y < bottom; y++) {
          const line = (channel * height + y) * width;
          for (let x = left; x < right; x++) {
            const value = image[line + x]!;
            sum += value;
            squares += value * value;
          }
        }
        const deviation = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
        mean[row * columns + column] = mean[row * columns + column]! + sum / count / channels;
        contrast[row * columns + column] = contrast[row * columns + column]! + deviation / channels;
      }
    }
  }
  return { cellPx, columns, rows, mean, contrast };
}
