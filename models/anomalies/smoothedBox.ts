import type { ImageShape } from '../networks/augment.ts';
import type { Blob } from './blob.ts';

/**
 * A box of an image, smoothed twice by a square of 2 reachPx + 1 pixels: about a Gaussian of deviation 0.8 reachPx. The
 * image's border is repeated beyond it.
 * @param reachPx whole number >= 1
 * @returns [channels * box height * box width]
 */
export function smoothedBox(
  image: Float32Array,
  { channels, width, height }: ImageShape,
  { left, top, width: boxWidth, height: boxHeight }: Omit<Blob, 'alpha' | 'centre'>,
  reachPx: number,
): Float32Array {
  const margin = 2 * reachPx;
  const wide = boxWidth + 2 * margin;
  const tall = boxHeight + 2 * margin;
  const result = new Float32Array(channels * boxWidth * boxHeight);
  const here = new Float32Array(wide * tall);
  const there = new Float32Array(wide * tall);
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < tall; y++) {
      const row = (channel * height + Math.min(height - 1, Math.max(0, top - margin + y))) * width;
      for (let x = 0; x < wide; x++) {
        here[y * wide + x] = image[row + Math.min(width - 1, Math.max(0, left - margin + x))]!;
      }
    }
    for (let pass = 0; pass < 2; pass++) {
      averageLines(here, there, tall, wide, wide, 1, reachPx);
      averageLines(there, here, wide, tall, 1, wide, reachPx);
    }
    for (let y = 0; y < boxHeight; y++) {
      const from = (margin + y) * wide + margin;
      result.set(here.subarray(from, from + boxWidth), (channel * boxHeight + y) * boxWidth);
    }
  }
  return result;
}

/** Running mean of 2 reach + 1 values along each line; near its ends of those there are. */
function averageLines(
  from: Float32Array,
  to: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  reach: number,
): void {
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    let sum = 0;
    let count = 0;
    for (let ahead = -reach; ahead < length; ahead++) {
      if (ahead + reach < length) {
        sum += from[start + (ahead + reach) * step]!;
        count++;
      }
      if (ahead - reach - 1 >= 0) {
        sum -= from[start + (ahead - reach - 1) * step]!;
        count--;
      }
      if (ahead >= 0) to[start + ahead * step] = sum / count;
    }
  }
}
