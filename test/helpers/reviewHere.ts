import type { ChildProcess } from '../../electron/node/childProcess.ts';
import { memoryPair } from '../../electron/node/ports.ts';
import { serveReview } from '../../electron/node/review/serveReview.ts';

/** A review process that runs in this one. */
export function reviewHere(): ChildProcess {
  const [ours, its] = memoryPair();
  const listeners: ((code: number | null, signal: string | null) => void)[] = [];
  let ended = false;
  serveReview({
    port: its,
    fonts: new URL('../../electron/node/review/report/fonts/', import.meta.url),
    exit(code) {
      if (ended) return;
      ended = true;
      for (const listener of listeners) listener(code, null);
    },
  });
  return {
    pid: process.pid,
    port: ours,
    onExit: (listener) => void listeners.push(listener),
    kill: () => ours.close(),
  };
}
