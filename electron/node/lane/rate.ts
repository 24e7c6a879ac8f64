/** Counts what happened during the last minute, in sixty numbers. */
export interface MinuteRate {
  add(nowMs: number): void;
  perMinute(nowMs: number): number;
}

export function createMinuteRate(): MinuteRate {
  const counts = new Array<number>(60).fill(0);
  let second = 0;
  const advance = (nowMs: number): void => {
    const now = Math.floor(nowMs / 1000);
    for (let passed = Math.max(second + 1, now - 59); passed <= now; passed += 1) counts[passed % 60] = 0;
    second = Math.max(second, now);
  };
  return {
    add(nowMs) {
      advance(nowMs);
      counts[second % 60] = (counts[second % 60] ?? 0) + 1;
    },
    perMinute(nowMs) {
      advance(nowMs);
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
}
