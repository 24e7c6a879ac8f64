import { watch } from 'node:fs';
import path from 'node:path';

export interface Watch {
  close(): void;
}

/**
 * Hints that a path below the folder may have changed; null when the system does not say which. Hints may be missing,
 * late or wrong: the scan decides. Calls `onFail` once, later, when there will be no hints (any more).
 */
export function watchForHints(
  folder: string,
  recursive: boolean,
  onHint: (file: string | null) => void,
  onFail: (reason: string) => void,
): Watch {
  let closed = false;
  const fail = (error: Error): void => {
    if (closed) return;
    closed = true;
    watcher?.close();
    onFail(`File-system events cannot be had (${(error as NodeJS.ErrnoException).code ?? error.message}).`);
  };
  let watcher: ReturnType<typeof watch> | undefined;
  try {
    watcher = watch(folder, { recursive, persistent: true });
    watcher.on('change', (_kind, name) => {
      if (!closed) onHint(typeof name === 'string' ? name.split(path.sep).join('/') : null);
    });
    watcher.on('error', fail);
  } catch (error) {
    setImmediate(() => fail(error as Error));
  }
  return {
    close() {
      closed = true;
      watcher?.close();
    },
  };
}
