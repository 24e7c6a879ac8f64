import type { ImageShape } from '../networks/augment.ts';
import type { CellGrid } from './cellGrid.ts';
import { changeThreshold } from './changeOf.ts';

/** Contrast below which a camera's noise masks as much as the picture does. */
const contrastFloor = 0.02;
/**
 * Exponent of pooling over pixels: of probability summation (Quick 1974). Measured on people it is 2.6 to 4; a high one lets
 * no large patch of other but like texture count for more than a small plain defect.
 */
const pooling = 4;

/**
 * How visible a change is: its contrast over that of its surroundings, which masks it, pooled over the pixels as by the
 * standard observer of Watson and Ahumada (2005). A pixel that changes by as much as its surroundings vary gives 1, a
 * hundred of them 3.2.
 * @param change [height * width]
 * @param grid contrast of the image before
 * @param spread what good images differ by, [height * width]: where that is less than the contrast, it masks instead
 */
export function visibility(
  change: Float32Array,
  { width, height }: ImageShape,
  { cellPx, columns, contrast }: CellGrid,
  spread: Float32Array | undefined,
): number {
  let sum = 0;
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(y / cellPx) * columns;
    for (let x = 0; x < width; x++, i++) {
      if (change[i]! <= changeThreshold) continue;
      const cell = row + Math.floor(x / cellPx);
      const masking = contrastFloor + Math.min(contrast[cell]!, spread ? spread[i]! : Infinity);
      sum += (change[i]! / masking) ** pooling;
    }
  }
  return sum ** (1 / pooling);
}
