/** Time as the supervised parts see it, so that tests can pass it. */
export interface Timers {
  /** Milliseconds on a clock that only goes forward. */
  nowMs(): number;
  /** Calls once after waitMs unless cancelled by the returned function. */
  after(waitMs: number, then: () => void): () => void;
}

export const systemTimers: Timers = {
  nowMs: () => performance.now(),
  after(waitMs, then) {
    const timer = setTimeout(then, waitMs);
    return () => clearTimeout(timer);
  },
};
