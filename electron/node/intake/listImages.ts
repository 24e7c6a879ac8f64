import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import path from 'node:path';
import { isImageName, isOutputPath } from './imageName.ts';
import { isMissing } from './lookAtFile.ts';

const batchNames = 512;

/**
 * Paths of what is named like an image below the folder, with forward slashes, a few hundred at a time and in no
 * particular order. Links to folders are not entered. Rejects when the folder itself cannot be read.
 */
export async function* listImages(folder: string, recursive: boolean): AsyncGenerator<string[]> {
  const waiting = [''];
  let batch: string[] = [];
  for (let inside = waiting.pop(); inside !== undefined; inside = waiting.pop()) {
    try {
      for await (const entry of await opendir(path.join(folder, inside), { bufferSize: batchNames })) {
        const file = inside === '' ? entry.name : `${inside}/${entry.name}`;
        if (mayBeImage(entry)) batch.push(file);
        else if (recursive && isSearched(entry, file)) waiting.push(file);
        if (batch.length < batchNames) continue;
        yield batch;
        batch = [];
      }
    } catch (error) {
      // A sub-folder may go, or be closed to us, while the rest of the folder is still worth looking at.
      if (inside === '' || !isUnreachable(error)) throw error;
    }
  }
  if (batch.length > 0) yield batch;
}

function mayBeImage(entry: Dirent): boolean {
  return (entry.isFile() || entry.isSymbolicLink()) && isImageName(entry.name);
}

function isSearched(entry: Dirent, file: string): boolean {
  return entry.isDirectory() && !entry.name.startsWith('.') && !isOutputPath(file);
}

function isUnreachable(error: unknown): boolean {
  return isMissing(error) || ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
}
