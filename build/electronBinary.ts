import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './projectRoot.ts';

/**
 * Path of Electron's executable, or null while the package has not fetched it. Reads what the package's
 * installer leaves (path.txt beside dist/); importing "electron" itself would start a download.
 */
export function electronBinary(
  folder: string = join(projectRoot, 'node_modules', 'electron'),
): string | null {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}
