import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceTree } from './layers.ts';

const notSource = new Set(['node_modules', 'dist', 'release', 'tmp', 'fixtures']);

/** Every code file (.ts .mts .cts .js .mjs .cjs .vue) under `root`, hidden folders and build output left out. */
export function readSourceTree(root: string): SourceTree {
  const tree = new Map<string, string>();
  const read = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (entry.name.startsWith('.') || notSource.has(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) read(path);
      else if (/\.([cm]?[jt]s|vue)$/.test(entry.name)) tree.set(path, readFileSync(join(root, path), 'utf8'));
    }
  };
  read('');
  return tree;
}
