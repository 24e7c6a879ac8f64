import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Deletes the folders of pictures (named yyyy-mm-dd, one a day) that are older than so many days; the rows stay.
 * @returns the days deleted, oldest first.
 * @throws the file system's error when a folder cannot be deleted.
 */
export async function deleteOldPictures(
  pictures: string,
  keepDays: number,
  nowMs: number,
): Promise<readonly string[]> {
  const oldestKept = new Date(nowMs - keepDays * 86_400_000).toISOString().slice(0, 10);
  const names = await readdir(pictures).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const days = names.filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name) && name < oldestKept).toSorted();
  for (const day of days) await rm(join(pictures, day), { recursive: true, force: true });
  return days;
}
