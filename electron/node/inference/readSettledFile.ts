import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { UnreadableImage } from '../imaging/unreadableImage.ts';

/** What a file looked like when its size and time had stood still. */
export interface SettledFile {
  /** Absolute path. */
  readonly file: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** Larger files are refused unread; the largest image that is decoded has 120 megapixels. */
export const maxFileBytes = 2 ** 30;

/** Why a file could not be read: changed since it settled, or no longer there. */
export type NotRead = 'changed' | 'gone';

/**
 * Reads a whole file, provided it is the settled one before and after reading.
 * @throws UnreadableImage `noPermission`, `tooLarge`, or `incomplete` while another program holds it.
 */
export async function readSettledFile(settled: SettledFile): Promise<Buffer | NotRead> {
  try {
    if (settled.sizeBytes > maxFileBytes) {
      const megabytes = Math.round(settled.sizeBytes / 2 ** 20);
      throw new UnreadableImage(
        'tooLarge',
        `The file has ${megabytes} MB; at most ${maxFileBytes / 2 ** 20} are read.`,
      );
    }
    const bytes = await readWhole(settled);
    return bytes !== null && isAsSettled(await stat(settled.file), settled) ? bytes : 'changed';
  } catch (error) {
    if (error instanceof UnreadableImage) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone';
    if (code === 'EACCES' || code === 'EPERM') {
      throw new UnreadableImage(
        'noPermission',
        `The station is not allowed to read the file (${code}): give its user the right to.`,
      );
    }
    throw new UnreadableImage('incomplete', `The file cannot be read at present (${code || message}).`);
  }
}

/** All bytes of the file, provided it is the settled one when it is opened; otherwise null. One read, no copies. */
async function readWhole(settled: SettledFile): Promise<Buffer | null> {
  const handle = await open(settled.file);
  try {
    if (!isAsSettled(await handle.stat(), settled)) return null;
    const bytes = Buffer.allocUnsafeSlow(settled.sizeBytes);
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await handle.read(bytes, at, bytes.length - at, at);
      if (bytesRead === 0) return null;
      at += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

function isAsSettled(found: Stats, { sizeBytes, modifiedMs }: SettledFile): boolean {
  // Times come with fractions of a millisecond, which not every way through a database or a share keeps.
  return found.size === sizeBytes && Math.abs(found.mtimeMs - modifiedMs) < 1;
}
