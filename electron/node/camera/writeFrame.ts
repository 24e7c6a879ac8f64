import { open, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { WriteMode } from './cameraOptions.ts';

export interface Frame {
  bytes: Buffer;
  /** Absolute path the image ends up at. */
  file: string;
  /** Time a slow write is spread over. */
  slowWriteMs: number;
  /** Ending of the name a renamed image is written under first. */
  temporaryEnding: '.part' | '.tmp';
  /** Once aborted, a slow write goes on without pauses: a file is never left half-written. */
  signal: AbortSignal | undefined;
}

const slowPieces = 5;

/** Writes one file in the given way. Never replaces a file; resolves when it is whole and in place. */
export const writeFrame: Record<WriteMode, (frame: Frame) => Promise<void>> = {
  direct: ({ bytes, file }) => writeFile(file, bytes, { flag: 'wx' }),

  slow: async ({ bytes, file, slowWriteMs, signal }) => {
    await using handle = await open(file, 'wx');
    const pieceBytes = Math.ceil(bytes.length / slowPieces);
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      if (at > 0) await pause(slowWriteMs / (slowPieces - 1), signal);
      await handle.writeFile(bytes.subarray(at, at + pieceBytes));
    }
  },

  rename: async ({ bytes, file, temporaryEnding }) => {
    const temporary = join(dirname(file), `.${basename(file)}${temporaryEnding}`);
    await writeFile(temporary, bytes, { flag: 'wx' });
    await rename(temporary, file);
  },
};

/** Waits, at once over when `signal` is or becomes aborted. */
export async function pause(waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return;
  await wait(waitMs, undefined, signal ? { signal } : {}).catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });
}
