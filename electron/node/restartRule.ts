export const restartWaits = { firstMs: 200, longestMs: 30_000, stableAfterMs: 60_000 } as const;

/**
 * How long to wait before a process that ended is started again. Doubles from 0.2 s to 30 s with every end; a
 * process that had run for a minute begins anew. `failures` counts the ends in a row, this one included.
 */
export function restartAfter(failuresBefore: number, ranMs: number): { failures: number; waitMs: number } {
  const failures = ranMs >= restartWaits.stableAfterMs ? 1 : failuresBefore + 1;
  return { failures, waitMs: Math.min(restartWaits.firstMs * 2 ** (failures - 1), restartWaits.longestMs) };
}

export const beatEveryMs = 500;
export const hangAfterMs = 15_000;
export const lookForHangEveryMs = 1000;

/** Milliseconds of the supervising process's clock. */
export interface Heartbeat {
  readonly lastBeatMs: number;
  readonly lastLookMs: number;
}

/**
 * Looks whether a process that beats every 0.5 s hangs: no beat for 15 s. A look that itself comes late (the
 * machine slept, or this process was held up) says nothing about the other process and counts as a beat.
 */
export function lookForHang(heartbeat: Heartbeat, nowMs: number): { hangs: boolean; heartbeat: Heartbeat } {
  const lookedLate = nowMs - heartbeat.lastLookMs > 5 * lookForHangEveryMs;
  const lastBeatMs = lookedLate ? nowMs : heartbeat.lastBeatMs;
  return { hangs: nowMs - lastBeatMs >= hangAfterMs, heartbeat: { lastBeatMs, lastLookMs: nowMs } };
}
