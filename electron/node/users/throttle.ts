/** Wrong attempts in a row that cost nothing but themselves. */
const freeFailures = 4;
const firstLockMs = 30_000;
const longestLockMs = 15 * 60_000;

/**
 * How long a name is locked after so many wrong attempts in a row: from the fifth on 30 s, each time twice as long, at
 * most 15 min. A PIN of six digits then takes decades to try out, and nobody can lock a supervisor out for good.
 */
export function lockMs(failures: number): number {
  if (failures <= freeFailures) return 0;
  return Math.min(longestLockMs, firstLockMs * 2 ** (failures - freeFailures - 1));
}
