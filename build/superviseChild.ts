import type { ChildProcess } from 'node:child_process';
import { exitCodeOf } from './runNode.ts';

/** The terminal and npm both pass one Ctrl-C on; what comes this soon after the first is the same one. */
const sameSignalMs = 1000;

/**
 * Ties this process to one child until it ends and resolves to the exit code to pass on. Ctrl-C and SIGTERM
 * ask the child to stop (it finishes the image in hand), a later second one ends it at once.
 */
export function superviseChild(child: ChildProcess): Promise<number> {
  let askedAtMs: number | null = null;
  const stop = (signal: NodeJS.Signals): void => {
    if (askedAtMs === null) {
      askedAtMs = performance.now();
      // On Windows kill() is always abrupt, and the console has told the child of Ctrl-C already.
      if (process.platform !== 'win32' || signal === 'SIGTERM') child.kill('SIGTERM');
    } else if (performance.now() - askedAtMs > sameSignalMs) {
      child.kill('SIGKILL');
    }
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stop);
  return new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve(exitCodeOf(code, signal));
    });
  }).finally(() => {
    for (const signal of signals) process.off(signal, stop);
  });
}
