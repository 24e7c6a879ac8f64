import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isImageName } from '../intake/imageName.ts';
import { UsageError } from '../usageError.ts';

/**
 * Files named, and files in folders named that end like images, recursively and sorted by name within each folder's
 * tree; symbolic links inside folders are not followed. Each comes once, in the order of the arguments.
 * @throws UsageError when a path does not exist.
 */
export async function imageFiles(command: string, paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found === null)
      throw new UsageError(`${command}: there is no file or folder ${JSON.stringify(path)}.`);
    if (!found.isDirectory()) {
      files.push(path);
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const inside = entries
      .filter((entry) => entry.isFile() && isImageName(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    files.push(...inside.sort());
  }
  return [...new Set(files)];
}
