import type { ChildProcess } from '../../electron/node/childProcess.ts';
import { memoryPair } from '../../electron/node/ports.ts';
import { serveWorkbench } from '../../electron/node/workbench/serveWorkbench.ts';

/** A workbench process that runs in this one. */
export function workbenchHere(): ChildProcess {
  const [ours, its] = memoryPair();
  const listeners: ((code: number | null, signal: string | null) => void)[] = [];
  let ended = false;
  serveWorkbench({
    port: its,
    exit(code) {
      if (ended) return;
      ended = true;
      // What was sent before arrives before.
      setImmediate(() => {
        for (const listener of listeners) listener(code, null);
      });
    },
  });
  return {
    pid: process.pid,
    port: ours,
    onExit: (listener) => void listeners.push(listener),
    kill: () => ours.close(),
  };
}
