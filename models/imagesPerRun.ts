import type { Sides } from './networks/networkSize.ts';

/** Pixels of one run: more gain no speed, and every layer of a network holds many times as many numbers. */
const pixelsPerRun = 16 * 128 * 128;

/** Images of this size that are run together where speed counts and not the answer to one of them. */
export function imagesPerRun({ width, height }: Sides): number {
  return Math.max(1, Math.min(16, Math.floor(pixelsPerRun / (width * height))));
}
