import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';

import type { FolderListing } from '../../common/contract.ts';
import { isImageName } from '../intake/imageName.ts';

/**
 * The folders inside a folder of this workstation, sorted as people do, hidden ones left out. Null lists where to
 * begin: the home folder and the drives.
 * @throws Error with a sentence when the folder is not there, is no folder or may not be read.
 */
export async function browseFolders(path: string | null): Promise<FolderListing> {
  if (path === null) return { path: null, parent: null, folders: await startingPlaces(), images: 0 };
  const folder = resolve(path);
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(unreadableFolder(folder, error));
  });
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => ({ name, path: join(folder, name) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  const images = entries.filter((entry) => entry.isFile() && isImageName(entry.name)).length;
  return { path: folder, parent: parse(folder).root === folder ? null : dirname(folder), folders, images };
}

async function startingPlaces(): Promise<FolderListing['folders']> {
  const home = homedir();
  const drives = process.platform === 'win32' ? await windowsDrives() : ['/'];
  return [{ name: home, path: home }, ...drives.map((path) => ({ name: path, path }))];
}

async function windowsDrives(): Promise<string[]> {
  const letters = Array.from({ length: 26 }, (_, index) => `${String.fromCharCode(65 + index)}:\\`);
  const there = await Promise.all(letters.map((drive) => stat(drive).then(Boolean, () => false)));
  return letters.filter((_, index) => there[index]);
}

function unreadableFolder(folder: string, { code, message }: NodeJS.ErrnoException): string {
  const name = JSON.stringify(folder);
  switch (code) {
    case 'ENOENT':
      return `There is no folder ${name}.`;
    case 'ENOTDIR':
      return `${name} is a file, not a folder.`;
    case 'EACCES':
    case 'EPERM':
      return `The folder ${name} may not be read by this user.`;
    default:
      return `The folder ${name} cannot be read: ${message}.`;
  }
}
