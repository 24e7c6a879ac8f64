import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type SFCDescriptor } from 'vue/compiler-sfc';

const folder = new URL('../../renderer', import.meta.url).pathname;

export interface Source {
  /** Relative to renderer/, with `/`. */
  readonly file: string;
  readonly code: string;
}

/** Every TypeScript and Vue file of the renderer. */
export function rendererSources(): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(vue|ts)$/.test(file))
    .map((file) => ({ file: file.replaceAll('\\', '/'), code: readFileSync(join(folder, file), 'utf8') }));
}

/** Every component of the renderer, parsed. */
export function rendererComponents(): { file: string; descriptor: SFCDescriptor }[] {
  return rendererSources()
    .filter(({ file }) => file.endsWith('.vue'))
    .map(({ file, code }) => ({ file, descriptor: parse(code, { filename: file }).descriptor }));
}
