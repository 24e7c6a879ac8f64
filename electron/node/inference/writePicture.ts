import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file whole or not at all: beside its place, then renamed into it. Makes the folder when it is missing.
 * `durable` also waits until the bytes are on the disk. Rejects with what the file system says.
 */
export async function writePicture(path: string, bytes: Uint8Array, durable: boolean): Promise<void> {
  const temporary = `${path}.tmp`;
  try {
    if (durable) {
      mkdirSync(dirname(path), { recursive: true });
      await writeFile(temporary, bytes, { flush: true });
      await rename(temporary, path);
    } else {
      // Into the cache of a local disk this takes a tenth of a millisecond; handing its calls to other threads takes more.
      writeInto(temporary, bytes);
      renameSync(temporary, path);
    }
  } catch (error) {
    discard(temporary);
    throw error;
  }
}

function writeInto(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}

/** What could not be finished must not fill the disk further; the first error is the one to tell. */
function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It stays as `.tmp`, and the next attempt overwrites it.
  }
}
