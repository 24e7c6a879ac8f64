import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { type BundleContent, BundleError, bundleFiles, verifyBundle } from './bundle.ts';
import { Manifest } from './manifest.ts';

/** Where the bundle being replaced waits while the new one takes its name. */
export function previousFolder(folder: string): string {
  return beside(folder, 'previous');
}

/**
 * Writes a bundle folder so that a reader, or the next start after a power cut, finds the old bundle or the new one,
 * never a mixture: everything is written and flushed beside it, then renamed. Parent folders are made.
 * A bundle already there is replaced; anything else that is not an empty folder is refused with BundleError.
 */
export async function writeBundle(folder: string, content: BundleContent): Promise<void> {
  v.assert(Manifest, content.manifest);
  verifyBundle(content);
  const target = path.resolve(folder);
  await mkdir(path.dirname(target), { recursive: true });
  await refuseForeign(target);
  const fresh = beside(target, `${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeFiles(fresh, content);
    await takePlace(fresh, target);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function writeFiles(folder: string, { manifest, model, references }: BundleContent): Promise<void> {
  await mkdir(path.join(folder, bundleFiles.references), { recursive: true });
  await writeFlushed(path.join(folder, bundleFiles.model), model);
  for (const { file } of manifest.references) {
    await writeFlushed(path.join(folder, file), references.get(file)!);
  }
  await flushFolder(path.join(folder, bundleFiles.references));
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFlushed(path.join(folder, bundleFiles.manifest), new TextEncoder().encode(text));
  await flushFolder(folder);
}

async function takePlace(fresh: string, target: string): Promise<void> {
  const previous = previousFolder(target);
  const replaces = (await stat(target).catch(() => undefined)) !== undefined;
  if (replaces) {
    await rm(previous, { recursive: true, force: true });
    await rename(target, previous);
  }
  try {
    await rename(fresh, target);
  } catch (error) {
    if (replaces) await rename(previous, target);
    throw error;
  }
  await flushFolder(path.dirname(target));
  await rm(previous, { recursive: true, force: true });
}

/** Throws BundleError when there is something at `folder` that `writeBundle` would not replace. */
export async function refuseForeign(folder: string): Promise<void> {
  const target = path.resolve(folder);
  const found = await lstat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return;
  const refuse = (why: string): never => {
    throw new BundleError(`${target} is not overwritten: ${why} Choose another folder or remove it.`);
  };
  if (!found.isDirectory()) return refuse('it is not a folder.');
  const names = await readdir(target);
  if (names.length === 0) return;
  const known: string[] = Object.values(bundleFiles);
  const foreign = names.find((name) => !known.includes(name));
  if (foreign !== undefined) return refuse(`it holds ${foreign}, which is no part of a bundle.`);
  const text = await readFile(path.join(target, bundleFiles.manifest), 'utf8').catch(() => '');
  if (!/"format"\s*:\s*\d+/.test(text)) refuse('it has no model.json of a bundle.');
}

function beside(folder: string, suffix: string): string {
  const absolute = path.resolve(folder);
  return path.join(path.dirname(absolute), `.${path.basename(absolute)}.${suffix}`);
}

async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  await using handle = await open(file, 'wx');
  await handle.writeFile(bytes);
  await handle.sync();
}

/** Makes renames and new names in a folder durable; Windows opens no folders and needs no such call. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}
