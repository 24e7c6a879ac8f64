import { unlink } from 'node:fs/promises';

import { runCamera } from '../camera.ts';

/** Camera files kept in the demo's own folder; older ones are deleted, so that a demo left running fills no disk. */
const keptFiles = 200;

export interface DemoCamera {
  /** Stops after the image in hand; resolves when nothing is written any more. */
  stop(): Promise<void>;
}

/**
 * The simulated camera of the demo: about one image a second, one in eight bad, written whole or by renaming.
 * @param folder the demo's own watched folder: files in it that the camera wrote are deleted when they grow old.
 * @param onFailure told when the folder cannot be written; the camera has ended then.
 */
export function runDemoCamera(folder: string, onFailure: (error: Error) => void): DemoCamera {
  const stopping = new AbortController();
  const written: string[] = [];
  const run = runCamera({
    out: folder,
    count: Infinity,
    ratePerSecond: 1,
    badShare: 0.125,
    seed: 1,
    write: ['direct', 'rename'],
    format: 'png',
    bits: 8,
    width: 640,
    height: 512,
    signal: stopping.signal,
    onImage: async ({ file }) => {
      written.push(file);
      const oldest = written.length > keptFiles ? written.shift() : undefined;
      // Gone already is as good as deleted.
      if (oldest !== undefined) await unlink(oldest).catch(() => undefined);
    },
  }).then(() => undefined, onFailure);
  return {
    stop: () => {
      stopping.abort();
      return run;
    },
  };
}
