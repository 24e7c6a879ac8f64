import { lstat, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileStamp } from './fileStamp.ts';

/**
 * What lies under an image's name. refused: a link that must not be followed. other: no file, e.g. a folder.
 * unclear: it cannot be told now.
 */
export type Look =
  | { readonly kind: 'image'; readonly stamp: FileStamp }
  | { readonly kind: 'refused'; readonly stamp: FileStamp; readonly reason: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'other' }
  | { readonly kind: 'unclear' };

/** Looks at a path below the watched folder without opening it and without leaving the folder. Never rejects. */
export async function lookAtFile(folder: string, file: string): Promise<Look> {
  const absolute = path.join(folder, file);
  try {
    const found = await lstat(absolute);
    if (found.isFile()) return { kind: 'image', stamp: stampOf(found) };
    if (!found.isSymbolicLink()) return { kind: 'other' };
    return await lookAtLink(folder, absolute, stampOf(found));
  } catch (error) {
    return { kind: isMissing(error) ? 'gone' : 'unclear' };
  }
}

async function lookAtLink(folder: string, link: string, own: FileStamp): Promise<Look> {
  const refused = (reason: string): Look => ({ kind: 'refused', stamp: own, reason });
  const root = await realpath(folder);
  let target: string;
  try {
    target = await realpath(link);
  } catch (error) {
    if (isMissing(error)) return refused('It is a symbolic link to a file that is not there.');
    return refused(
      `It is a symbolic link that cannot be followed (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
  const inside = path.relative(root, target);
  if (inside.startsWith('..') || path.isAbsolute(inside)) {
    return refused('It is a symbolic link that leads out of the watched folder; it was not followed.');
  }
  const found = await stat(target);
  return found.isFile() ? { kind: 'image', stamp: stampOf(found) } : { kind: 'other' };
}

function stampOf(found: { size: number; mtimeMs: number; ino: number }): FileStamp {
  return { sizeBytes: found.size, modifiedMs: found.mtimeMs, inode: found.ino };
}

export function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
