import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file whole or not at all: beside its place, then renamed into it. Makes the folder when it is missing.
 * `durable` also waits until the bytes are on the disk. Throws what the file system says.
 */
export async function writePicture(path: string, bytes: Uint8Array, durable: boolean): Promise<void> {
  const temporary = `${path}.tmp`;
  try {
    await writeFile(temporary, bytes, { flush: durable }).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(temporary, bytes, { flush: durable });
    });
    await rename(temporary, path);
  } catch (error) {
    // What could not be finished must not fill the disk further; the first error is the one to tell.
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}
