import type { BrowserWindow } from 'electron';
import { lookForHang, lookForHangEveryMs, restartAfter, type Heartbeat } from '../node/restartRule.ts';
import { systemTimers, type Timers } from '../node/timers.ts';

export interface PageKeeper {
  /** The page is alive; it says so every half second. */
  beat(): void;
}

/**
 * Loads a page and keeps it in its window: again with back-off when its process is gone or it could not be loaded; a page
 * that has stopped beating is ended first. Chromium itself tells of a hang only when somebody presses something.
 */
export function keepPage(
  window: BrowserWindow,
  address: string,
  timers: Pick<Timers, 'nowMs' | 'after'> = systemTimers,
): PageKeeper {
  const contents = window.webContents;
  let failures = 0;
  let loadedMs = timers.nowMs();
  let waiting = false;
  /** Null until the page has beaten once: a page takes as long as it takes to start. */
  let heartbeat: Heartbeat | null = null;

  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') loadAgain();
  });
  void load();
  look();

  async function load(): Promise<void> {
    loadedMs = timers.nowMs();
    heartbeat = null;
    try {
      await window.loadURL(address);
    } catch (error) {
      process.stderr.write(`The screen: ${(error as Error).message}\n`);
      loadAgain();
    }
  }

  /** A page whose process is gone while it loads is told of twice. */
  function loadAgain(): void {
    if (waiting) return;
    waiting = true;
    heartbeat = null;
    const rule = restartAfter(failures, timers.nowMs() - loadedMs);
    failures = rule.failures;
    timers.after(rule.waitMs, () => {
      waiting = false;
      if (!window.isDestroyed()) void load();
    });
  }

  function look(): void {
    if (window.isDestroyed()) return;
    if (heartbeat !== null) {
      const looked = lookForHang(heartbeat, timers.nowMs());
      heartbeat = looked.hangs ? null : looked.heartbeat;
      if (looked.hangs) {
        process.stderr.write('The screen does not answer and is loaded again.\n');
        contents.forcefullyCrashRenderer();
      }
    }
    timers.after(lookForHangEveryMs, look);
  }

  return {
    beat() {
      if (waiting) return;
      const nowMs = timers.nowMs();
      heartbeat = { lastBeatMs: nowMs, lastLookMs: heartbeat?.lastLookMs ?? nowMs };
    },
  };
}
