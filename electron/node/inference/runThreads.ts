import { availableParallelism } from 'node:os';
import type { Preprocessing } from '../../../models/manifest.ts';

/** More threads than this bring a run little. */
const most = 4;
/** From so many pixels on a run takes longer than decoding a camera image of some megapixels. */
const largePixels = 4 * 128 * 128;

/**
 * Threads of one run. Of a small input decoding is half the work and wants a core of its own; of a large one, such as a
 * region in tiles, nearly all of it is the run.
 */
export function runThreads({ width, height }: Pick<Preprocessing, 'width' | 'height'>): number {
  const cores = availableParallelism();
  const ofRun = width * height < largePixels ? cores - 1 : cores;
  return Math.min(most, Math.max(1, ofRun));
}
