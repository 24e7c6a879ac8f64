import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BundleError, bundleFiles, parseManifest } from '../../../models/bundle.ts';
import { headNames, type HeadName } from '../../../models/manifest.ts';
import type { JudgedBy } from '../../common/contract.ts';
import type { Inspection } from '../../common/inspection.ts';
import type { Recipe } from '../../common/recipe.ts';
import { bundleFolder } from './installBundle.ts';

/** What an inspection was judged by; null when its bundle is not in the home any more or is another one now. */
export async function judgedBy(
  home: string,
  { bundleId }: Inspection,
  { settings }: Recipe,
): Promise<JudgedBy | null> {
  try {
    const file = path.join(bundleFolder(home, settings.bundle), bundleFiles.manifest);
    const manifest = parseManifest(await readFile(file, 'utf8'));
    if (manifest.id !== bundleId) return null;
    const headLimits: Partial<Record<HeadName, number>> = {};
    for (const name of headNames) {
      const limit = manifest.heads[name]?.limit;
      if (limit !== undefined) headLimits[name] = limit;
    }
    return { region: manifest.preprocessing.region, headLimits };
  } catch (error) {
    const isGone = error instanceof BundleError || (error as NodeJS.ErrnoException).syscall !== undefined;
    if (!isGone) throw error;
    return null;
  }
}
