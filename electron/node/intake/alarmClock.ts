import type { Timers } from '../timers.ts';

/** Lets one loop sleep until a moment or until it is woken. */
export interface AlarmClock {
  sleepUntil(ms: number): Promise<void>;
  wake(): void;
}

export function createAlarmClock(timers: Timers): AlarmClock {
  let ring = (): void => {};
  return {
    sleepUntil: (ms) =>
      new Promise((resolve) => {
        const cancel = timers.after(Math.max(0, Math.min(ms - timers.nowMs(), 2 ** 30)), resolve);
        ring = () => {
          cancel();
          resolve();
        };
      }),
    wake: () => ring(),
  };
}
