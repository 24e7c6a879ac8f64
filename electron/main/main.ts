import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runDesktop } from './desktop.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

void runDesktop({
  args: process.argv.slice(1),
  entryOf: (name) => here(`../processes/${name}${extname(import.meta.url)}`),
  preload: here('../preload/preload.cjs'),
  screen: here('../../dist/renderer'),
});
