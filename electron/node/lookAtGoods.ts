import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { readHeader } from './imaging/readHeader.ts';
import { UnreadableImage } from './imaging/unreadableImage.ts';
import { isImageName } from './intake/imageName.ts';

/** What the first images of a folder have in common. */
export interface GoodsLook {
  /** Most frequent size; null when none can be read. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** 1 when all are grey. */
  readonly channels: 1 | 3;
}

const looked = 30;

/** Names in a folder, sorted, relative to it, that end like images. Links are not followed. @throws when it cannot be listed. */
export async function listGoods(folder: string, recursive: boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive });
  return entries
    .filter((entry) => entry.isFile() && isImageName(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** Reads the headers of the first thirty files. */
export async function lookAtGoods(folder: string, files: readonly string[]): Promise<GoodsLook> {
  const counts = new Map<string, { width: number; height: number; count: number }>();
  let channels: 1 | 3 = 1;
  for (const file of files.slice(0, looked)) {
    try {
      const header = readHeader(await readFile(path.join(folder, file)));
      if (header.channels === 3) channels = 3;
      const key = `${header.width}x${header.height}`;
      const { width, height } = header;
      counts.set(key, { width, height, count: (counts.get(key)?.count ?? 0) + 1 });
    } catch (error) {
      // Reading the whole folder lists what cannot be read; here it only does not count.
      const { syscall } = error as NodeJS.ErrnoException;
      if (!(error instanceof UnreadableImage) && syscall === undefined) throw error;
    }
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return { size: most ? { width: most.width, height: most.height } : null, channels };
}
