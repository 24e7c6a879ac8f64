import type { ChildProcess } from '../../electron/node/childProcess.ts';
import { serveLab } from '../../electron/node/lab/serveLab.ts';
import { memoryPair } from '../../electron/node/ports.ts';
import { serveTeaching } from '../../electron/node/teach/serveTeaching.ts';

const never = () => Promise.reject(new Error('Nothing is taught here.'));

/** A teach process that runs in this one and does the work of the metric lab alone. */
export function labHere(): ChildProcess {
  const [ours, its] = memoryPair();
  const listeners: ((code: number | null, signal: string | null) => void)[] = [];
  let ended = false;
  serveTeaching({
    port: its,
    ...{ teach: never, recalibrate: never, lab: serveLab, versions: {} },
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
