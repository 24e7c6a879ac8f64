import { type ImagePart } from './head.ts';

/** Rows and columns of a grid, the ends excluded. */
export interface GridPart {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * The part of a grid of so many rows and columns over the image: every cell that the part touches.
 * @throws RangeError when the part reaches outside the image or is empty.
 */
export function gridPart({ x, y, width, height }: ImagePart, rows: number, columns: number): GridPart {
  // Sums of decimals such as 0.9 + 0.1 may round to just above a whole number.
  const rounding = 1e-9;
  if (!(
    x >= 0 &&
    y >= 0 &&
    width > 0 &&
    height > 0 &&
    x + width <= 1 + rounding &&
    y + height <= 1 + rounding
  )) {
    throw new RangeError(
      `A part of the image is given as x, y, width, height in shares of its sides, within 0..1; got ${x}, ${y}, ${width}, ${height}.`,
    );
  }
  return {
    top: Math.floor(y * rows + rounding),
    bottom: Math.min(rows, Math.ceil((y + height) * rows - rounding)),
    left: Math.floor(x * columns + rounding),
    right: Math.min(columns, Math.ceil((x + width) * columns - rounding)),
  };
}
