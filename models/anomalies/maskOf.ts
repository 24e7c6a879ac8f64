import type { ImageShape } from '../networks/augment.ts';

/**
 * 1 where the change is above the threshold of its pixel, and in gaps of up to two pixels between such places (a
 * morphological closing with a 3x3 square), 0 elsewhere: a patch that in a pixel happens to have the value under it has no
 * hole there.
 * @param change [height * width]
 * @param threshold by column and row
 * @returns [height * width]
 */
export function maskOf(
  change: Float32Array,
  { width, height }: ImageShape,
  threshold: (x: number, y: number) => number,
): Float32Array {
  // One pixel of margin, so that neighbours need no checks: 0 while growing, 1 while shrinking.
  const wide = width + 2;
  const changed = new Uint8Array(wide * (height + 2));
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (change[i]! > threshold(x, y)) changed[(y + 1) * wide + x + 1] = 1;
    }
  }
  const grown = new Uint8Array(changed.length).fill(1);
  for (let y = 1; y <= height; y++) {
    for (let x = 1; x <= width; x++) {
      const at = y * wide + x;
      grown[at] = nearest(changed, at, wide, true);
    }
  }
  const mask = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) mask[i] = nearest(grown, (y + 1) * wide + x + 1, wide, false);
  }
  return mask;
}

/** Whether any (or all) of the 3x3 pixels are 1. */
function nearest(mask: Uint8Array, at: number, wide: number, any: boolean): 0 | 1 {
  const above = at - wide;
  const below = at + wide;
  const count =
    mask[above - 1]! +
    mask[above]! +
    mask[above + 1]! +
    mask[at - 1]! +
    mask[at]! +
    mask[at + 1]! +
    mask[below - 1]! +
    mask[below]! +
    mask[below + 1]!;
  return count >= (any ? 1 : 9) ? 1 : 0;
}
