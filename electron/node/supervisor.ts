import type { ChildProcess } from './childProcess.ts';
import { lookForHang, lookForHangEveryMs, restartAfter, type Heartbeat } from './restartRule.ts';
import { systemTimers, type Timers } from './timers.ts';

export interface Supervised {
  /** For sentences, e.g. 'The inference process'. */
  readonly title: string;
  readonly launch: () => ChildProcess;
  /** True for processes that send `{kind: 'beat'}`: those are ended when the beats stop. */
  readonly beats: boolean;
  /** It was started, for the first time or again. */
  readonly onStart: (child: ChildProcess) => void;
  /** A value of the running process; `{kind: 'beat'}` and its last word `{kind: 'failing', reason}` are left out. */
  readonly onValue: (value: unknown) => void;
  /** It ended without being asked to, and will be started again after the wait. */
  readonly onEnd: (reason: string, waitMs: number) => void;
  readonly timers?: Timers;
}

export interface Supervisor {
  /** How often it was started again. */
  readonly restarts: number;
  /** Starts the process; called once. */
  start(): void;
  /** To the running process; without effect while there is none. */
  send(value: unknown): void;
  /** Ends the process at once and for good; resolves when it is gone. */
  close(): Promise<void>;
}

/** Keeps one process running: starts it again with growing waits when it ended, and ends it when it hangs. */
export function supervise(supervised: Supervised): Supervisor {
  const { timers = systemTimers } = supervised;
  let child: ChildProcess | null = null;
  let gone: Promise<void> = Promise.resolve();
  let closed = false;
  let failures = 0;
  let restarts = 0;
  let endReason: string | null = null;
  let cancelTimer = (): void => {};

  function start(): void {
    const startedMs = timers.nowMs();
    let heartbeat: Heartbeat = { lastBeatMs: startedMs, lastLookMs: startedMs };
    endReason = null;
    const present = supervised.launch();
    child = present;
    present.port.onValue((value) => {
      if (child !== present) return;
      const kind = kindOf(value);
      if (kind === 'beat') heartbeat = { ...heartbeat, lastBeatMs: timers.nowMs() };
      else if (kind === 'failing') endReason = String((value as { reason?: unknown }).reason);
      else supervised.onValue(value);
    });
    gone = new Promise((resolve) => {
      present.onExit((code, signal) => {
        resolve();
        if (child === present) ended(startedMs, endReason ?? exitSentence(supervised.title, code, signal));
      });
    });
    if (supervised.beats) watch();
    supervised.onStart(present);

    function watch(): void {
      cancelTimer = timers.after(lookForHangEveryMs, () => {
        const look = lookForHang(heartbeat, timers.nowMs());
        heartbeat = look.heartbeat;
        if (look.hangs) {
          endReason = `${supervised.title} did not answer for 15 seconds and was ended.`;
          present.kill();
        }
        if (child === present) watch();
      });
    }
  }

  function ended(startedMs: number, reason: string): void {
    cancelTimer();
    child = null;
    const rule = restartAfter(failures, timers.nowMs() - startedMs);
    failures = rule.failures;
    cancelTimer = timers.after(rule.waitMs, () => {
      restarts += 1;
      start();
    });
    supervised.onEnd(reason, rule.waitMs);
  }

  return {
    get restarts() {
      return restarts;
    },
    start() {
      if (closed || child !== null) throw new Error(`${supervised.title} is started once, by start().`);
      start();
    },
    send: (value) => child?.port.send(value),
    async close() {
      closed = true;
      cancelTimer();
      const last = child;
      child = null;
      last?.kill();
      await gone;
    },
  };
}

function kindOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null;
}

function exitSentence(title: string, code: number | null, signal: string | null): string {
  return signal === null ? `${title} ended with exit code ${code}.` : `${title} was ended by ${signal}.`;
}
