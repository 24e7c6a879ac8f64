import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { makeSingleFile, type StationDatabase } from './db.ts';
import { StoreError } from './storeError.ts';

const allPages = 2 ** 31 - 1;

/**
 * Copies the database while it is in use; the file appears under its name only when it is complete. Throws StoreError
 * when something has that name already.
 */
export async function backUp(
  db: StationDatabase,
  file: string,
): Promise<{ path: string; sizeBytes: number }> {
  const target = path.resolve(file);
  const refuseExisting = (): void => {
    if (existsSync(target)) throw new StoreError(`${target} exists; a backup never overwrites a file.`);
  };
  refuseExisting();
  await mkdir(path.dirname(target), { recursive: true });
  const unfinished = `${target}.${process.pid}.tmp`;
  await rm(unfinished, { force: true });
  try {
    // All in one step once it has begun: what another program writes meanwhile would begin a slow one anew.
    await db.backup(unfinished, db.readonly ? { progress: () => allPages } : undefined);
    makeSingleFile(unfinished);
    refuseExisting();
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return { path: target, sizeBytes: (await stat(target)).size };
}
