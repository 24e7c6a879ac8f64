import type { HeadName } from './manifest.ts';

/** One reference score that is not what the manifest says. */
export interface ReplayMismatch {
  head: HeadName;
  expected: number;
  actual: number;
}

/**
 * Compares the scores of a replayed reference image with those of the manifest, head by head.
 * `tolerance` is the largest difference relative to the expected score: providers round differently in the last
 * digits of a float32, another resize kernel or a forgotten scaling moves scores by percents.
 * A score that is missing or not finite never agrees.
 */
export function checkReplay(
  expected: Readonly<Record<string, number>>,
  actual: Readonly<Record<string, number>>,
  tolerance: number,
): ReplayMismatch[] {
  return Object.entries(expected)
    .map(([head, value]) => ({ head: head as HeadName, expected: value, actual: actual[head] ?? NaN }))
    .filter((pair) => !agrees(pair.expected, pair.actual, tolerance));
}

/** Below this, scores are rounding noise of a perfect reconstruction. */
const absoluteFloor = 1e-6;

function agrees(expected: number, actual: number, tolerance: number): boolean {
  const allowed = Math.max(absoluteFloor, tolerance * Math.abs(expected));
  return Math.abs(actual - expected) <= allowed;
}
