import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { type BundleTarget, desktopTargets } from './bundleTargets.ts';
import { inputsHash } from './inputsHash.ts';
import { projectRoot } from './projectRoot.ts';

/** Inputs of every target: another bundler or another setting makes another bundle. */
const toolInputs = ['build/bundle.ts', 'build/bundleTargets.ts', 'package-lock.json'];

/**
 * Builds the targets whose inputs changed since they were last built and returns their names. A stamp with
 * the hash of the inputs is written after a build and removed before one, so an interrupted build counts as
 * none.
 */
export async function bundle(
  targets: readonly BundleTarget[] = desktopTargets,
  root: string = projectRoot,
): Promise<string[]> {
  const built: string[] = [];
  for (const target of targets) {
    const stamp = join(root, 'dist', '.stamps', `${target.name.replaceAll('/', '-')}.sha256`);
    const hash = await inputsHash(root, [...target.inputs, ...toolInputs]);
    if (existsSync(join(root, target.output)) && (await textOrEmpty(stamp)) === hash) continue;
    await rm(stamp, { force: true });
    await build(target.config(root));
    if (!existsSync(join(root, target.output))) {
      throw new Error(`Bundling ${target.name} left no ${target.output}; look at build/bundleTargets.ts.`);
    }
    await mkdir(dirname(stamp), { recursive: true });
    await writeFile(stamp, hash);
    built.push(target.name);
  }
  return built;
}

async function textOrEmpty(file: string): Promise<string> {
  return existsSync(file) ? readFile(file, 'utf8') : '';
}

if (import.meta.main) {
  const built = await bundle();
  console.log(built.length === 0 ? 'dist/ is up to date.' : `Bundled ${built.join(', ')}.`);
}
