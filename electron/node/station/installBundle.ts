import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleFiles } from '../../../models/bundle.ts';
import type { Manifest } from '../../../models/manifest.ts';
import { readBundle } from '../../../models/readBundle.ts';
import { writeBundle } from '../../../models/writeBundle.ts';

export interface InstalledBundle {
  /** Its folder below `bundles/`, as a recipe names it. */
  readonly name: string;
  readonly manifest: Manifest;
}

export function bundleFolder(home: string, name: string): string {
  return path.join(home, 'bundles', name);
}

/**
 * Copies a bundle into the home, checked and as a whole; one that is there already stays as it is. Throws BundleError,
 * a sentence, when the folder is no complete bundle.
 */
export async function installBundle(home: string, folder: string): Promise<InstalledBundle> {
  const { manifest, model, references } = await readBundle(folder);
  const id = manifest.id.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  const names = [id || 'bundle', `${id || 'bundle'}-${manifest.modelSha256.slice(0, 12)}`];
  for (const name of names) {
    const target = bundleFolder(home, name);
    if (!existsSync(target)) {
      await writeBundle(target, { manifest, model, references });
      return { name, manifest };
    }
    if (await isSame(target, manifest)) return { name, manifest };
  }
  throw new Error(`The home has other bundles called ${names.join(' and ')}; ${folder} was not installed.`);
}

async function isSame(folder: string, manifest: Manifest): Promise<boolean> {
  const text = await readFile(path.join(folder, bundleFiles.manifest), 'utf8').catch(() => '');
  return text.trim() === JSON.stringify(manifest, null, 2);
}
