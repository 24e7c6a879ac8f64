import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { contentType } from './contentTypes.ts';

export interface ScreenFile {
  readonly bytes: Buffer;
  readonly type: string;
  /** Named by their content, so they never change under their name. */
  readonly hashed: boolean;
}

/**
 * The built screen, by address ('/index.html'). It is read at once and completely: an address is looked up among what
 * was found and never becomes a path, so none can lead elsewhere. Empty when the screen is not built.
 */
export function readScreenFiles(folder: string): ReadonlyMap<string, ScreenFile> {
  const files = new Map<string, ScreenFile>();
  for (const entry of entriesOf(folder)) {
    const path = join(entry.parentPath, entry.name);
    const type = contentType(path);
    if (!entry.isFile() || type === null) continue;
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(address, { bytes: readFileSync(path), type, hashed: address.startsWith('/assets/') });
  }
  return files;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
