import type { ImageShape } from '../networks/augment.ts';
import { changeThreshold } from './changeOf.ts';

/** How far the closing reaches, in pixels: a sixty-fourth of the short side. */
export const closingReach = ({ width, height }: ImageShape): number =>
  Math.max(1, Math.round(Math.min(width, height) / 64));

/**
 * 1 where the change is above `changeThreshold` and in small gaps between such places (a morphological closing
 * with a square), 0 elsewhere: a patch that happens to have the value under it in some pixels has no holes there.
 * @param change [height * width]
 * @returns [height * width]
 */
export function maskOf(change: Float32Array, shape: ImageShape): Float32Array {
  const { width, height } = shape;
  const reach = closingReach(shape);
  // With a margin, so that what is grown beyond the border shrinks back from there.
  const wide = width + 2 * reach;
  const tall = height + 2 * reach;
  const mask = new Uint8Array(wide * tall);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (change[i]! > changeThreshold) mask[(y + reach) * wide + x + reach] = 1;
    }
  }
  spread(mask, wide, tall, reach, 1);
  spread(mask, wide, tall, reach, 0);
  const result = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) result[i] = mask[(y + reach) * wide + x + reach]!;
  }
  return result;
}

/** Gives `value` to every pixel with such a one at most `reach` columns and rows away. */
function spread(mask: Uint8Array, wide: number, tall: number, reach: number, value: 0 | 1): void {
  spreadLines(mask, tall, wide, wide, 1, reach, value);
  spreadLines(mask, wide, tall, 1, wide, reach, value);
}

function spreadLines(
  mask: Uint8Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  reach: number,
  value: 0 | 1,
): void {
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    // Last place up to which the line is to be filled, and the next place not yet looked at.
    let last = -1;
    for (let at = 0, ahead = 0; at < length; at++) {
      for (; ahead < length && ahead <= at + reach; ahead++) {
        if (mask[start + ahead * step] === value) last = ahead + reach;
      }
      if (at <= last) mask[start + at * step] = value;
    }
  }
}
