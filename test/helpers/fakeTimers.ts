import type { Timers } from '../../electron/node/timers.ts';

export interface FakeTimers extends Timers {
  /** Lets so much time pass, calling what falls due in its order. */
  pass(ms: number): void;
}

export function fakeTimers(): FakeTimers {
  let now = 0;
  let waiting: { dueMs: number; then: () => void }[] = [];
  return {
    nowMs: () => now,
    after(waitMs, then) {
      const one = { dueMs: now + waitMs, then };
      waiting.push(one);
      return () => (waiting = waiting.filter((other) => other !== one));
    },
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const next = waiting.filter(({ dueMs }) => dueMs <= end).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (next === undefined) break;
        waiting = waiting.filter((other) => other !== next);
        now = Math.max(now, next.dueMs);
        next.then();
      }
      now = end;
    },
  };
}
