import type { GoodImage } from '../goodImage.ts';
import { headStatistics } from '../headStatistics.ts';
import type { Locating } from '../manifest.ts';

/** Below this no good image counts as found. */
export const leastMatchEver = 0.3;

/**
 * Limits of locating from good images: a part counts as found when its match is short of 1 by at most twice as much as any
 * good one's; how far the calibration images moved is told with the largest as limit.
 * @returns undefined when the images were not located.
 */
export function calibrateLocating(
  images: readonly GoodImage[],
  calibrate: readonly number[],
): Locating | undefined {
  const located = images.flatMap(({ located }) => located ?? []);
  if (located.length < images.length || images.length === 0) return undefined;
  const worst = Math.min(...located.map(({ match }) => match));
  const moved = calibrate.map((index) => located[index]!.movedPx);
  return {
    leastMatch: Math.max(leastMatchEver, 1 - 2 * (1 - worst)),
    moved: headStatistics(moved, Math.max(...moved)),
  };
}
