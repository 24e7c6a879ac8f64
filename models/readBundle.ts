import { lstat, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type BundleContent, BundleError, bundleFiles, parseManifest, verifyBundle } from './bundle.ts';
import { previousFolder } from './writeBundle.ts';

/** A bundle read from disk and checked; `folder` is absolute. */
export interface Bundle extends BundleContent {
  folder: string;
}

/**
 * Reads a bundle folder and checks everything that can be checked without running the model: schema, hashes, heads.
 * Whether the model still scores its references as it did is for the caller to replay (`checkReplay`).
 * Throws BundleError, a sentence naming the folder and why, for anything that is not a complete bundle.
 */
export async function readBundle(folder: string): Promise<Bundle> {
  const absolute = path.resolve(folder);
  const before = await identity(absolute);
  try {
    return await readOnce(absolute);
  } catch (error) {
    // Replaced while being read: the new one is complete, so read that.
    if ((await identity(absolute)) !== before) return await readOnce(absolute);
    throw error;
  }
}

async function identity(folder: string): Promise<string> {
  const found = await stat(folder, { bigint: true }).catch(() => undefined);
  return found === undefined ? 'missing' : `${found.dev}:${found.ino}`;
}

async function readOnce(folder: string): Promise<Bundle> {
  try {
    const source = await locate(folder);
    const text = new TextDecoder().decode(await readInside(source, bundleFiles.manifest));
    const manifest = parseManifest(text);
    const model = await readInside(source, bundleFiles.model);
    await insist(source, bundleFiles.references, 'folder');
    const references = new Map<string, Uint8Array>();
    for (const { file } of manifest.references) references.set(file, await readInside(source, file));
    const content = { manifest, model, references };
    verifyBundle(content);
    return { folder, ...content };
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    throw new BundleError(`${folder} cannot be used as a bundle: ${error.message}`, { cause: error });
  }
}

/** The folder, or the one set aside if a replacement was cut off between its two renames. */
async function locate(folder: string): Promise<string> {
  for (const candidate of [folder, previousFolder(folder)]) {
    const found = await stat(candidate).catch(missingAsUndefined);
    if (found === undefined) continue;
    if (!found.isDirectory()) throw new BundleError('it is a file, not a folder.');
    return candidate;
  }
  throw new BundleError('there is no such folder.');
}

async function readInside(folder: string, file: string): Promise<Uint8Array> {
  await insist(folder, file, 'file');
  return await readFile(path.join(folder, file));
}

/** A bundle is self-contained: a link in it could lead to anything, and to something else tomorrow. */
async function insist(folder: string, name: string, kind: 'file' | 'folder'): Promise<void> {
  const found = await lstat(path.join(folder, name)).catch(missingAsUndefined);
  if (found === undefined) {
    throw new BundleError(`${name} is missing, so it is no bundle or was only half written.`);
  }
  if (found.isSymbolicLink())
    throw new BundleError(`${name} is a symbolic link; a bundle holds its own files.`);
  if (!(kind === 'file' ? found.isFile() : found.isDirectory())) {
    throw new BundleError(`${name} is not a ${kind}.`);
  }
}

function missingAsUndefined(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}
