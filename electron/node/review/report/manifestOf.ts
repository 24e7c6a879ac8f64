import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BundleError, bundleFiles, parseManifest } from '../../../../models/bundle.ts';
import type { Manifest } from '../../../../models/manifest.ts';
import type { Recipe } from '../../../common/recipe.ts';
import { bundleFolder } from '../../station/installBundle.ts';

/** Manifest of a recipe's bundle; null when it is not in the home any more. */
export async function manifestOf(home: string, { settings }: Recipe): Promise<Manifest | null> {
  try {
    return parseManifest(
      await readFile(path.join(bundleFolder(home, settings.bundle), bundleFiles.manifest), 'utf8'),
    );
  } catch (error) {
    if (error instanceof BundleError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
