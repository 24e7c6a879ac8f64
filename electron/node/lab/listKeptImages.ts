import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleFiles, parseManifest, sha256Hex } from '../../../models/bundle.ts';
import type { Preprocessing } from '../../../models/manifest.ts';
import type { RecipeId } from '../../common/inspection.ts';
import type { LabSources } from '../../common/lab.ts';
import { whyNotFound } from '../../common/notFound.ts';
import { decodeImage } from '../imaging/decode.ts';
import { prepareRegion } from '../imaging/prepare.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import { picturePath } from '../picturePath.ts';
import { databaseName } from '../readLog.ts';
import { bundleFolder } from '../station/installBundle.ts';
import { openDatabaseReadOnly, requireNewestSchema } from '../store/db.ts';
import { keptPixels, type KeptPixels } from '../store/keptPixels.ts';
import { findRecipe } from '../store/recipes.ts';
import type { ListedImage } from './labImage.ts';

/** A person looked at each of them, so there are not many; the newest of more. */
const mostReviewed = 20_000;

/** Inspections of the product whose lossless region is kept, reviewed ones first. */
export async function listKeptImages(
  home: string,
  recipeId: RecipeId,
  { reviewed, history }: Pick<LabSources, 'reviewed' | 'history'>,
  preprocessing: Preprocessing,
): Promise<ListedImage[]> {
  if (!reviewed && history === 0) return [];
  const db = openDatabaseReadOnly(path.join(home, databaseName));
  try {
    requireNewestSchema(db);
    const rows = [
      ...(reviewed ? keptPixels(db, recipeId, true, mostReviewed) : []),
      ...(history > 0 ? keptPixels(db, recipeId, false, history) : []),
    ];
    const regions = new Map<number, Promise<string | null>>();
    for (const { recipeVersion } of rows) {
      if (regions.has(recipeVersion)) continue;
      const bundle = findRecipe(db, recipeId, recipeVersion)?.settings.bundle;
      regions.set(recipeVersion, bundle === undefined ? Promise.resolve(null) : regionOf(home, bundle));
    }
    const cutAs = new Map<number, string | null>();
    for (const [version, region] of regions) cutAs.set(version, await region);
    const wanted = cutOf(preprocessing);
    return rows.map((row) => ({
      name: row.file,
      async read() {
        if (cutAs.get(row.recipeVersion) !== wanted) {
          return { file: row.file, reason: 'It was cut out by another region than this bundle inspects.' };
        }
        return await readKept(home, row, preprocessing);
      },
    }));
  } finally {
    db.close();
  }
}

async function readKept(home: string, row: KeptPixels, preprocessing: Preprocessing) {
  const { resultId, file, contentSha256, located } = row;
  const leftOut = (reason: string) => ({ file, reason });
  if (located !== null && located.angleDegrees !== 0) {
    return leftOut('Its kept pixels are turned as the part was, so they cannot be judged again.');
  }
  const picture = picturePath(home, resultId, 'archive');
  const bytes = picture === null ? null : await readFile(picture).catch(() => null);
  if (bytes === null) return leftOut('Its pixels are not kept any more.');
  try {
    const region = await decodeImage(bytes, { bitDepth: preprocessing.bitDepth ?? null });
    return {
      ...({ name: file, source: 'inspection', sha256: contentSha256 ?? sha256Hex(bytes), resultId } as const),
      notFound: whyNotFound(located) !== null,
      pixels: await prepareRegion(region, preprocessing),
      thumbnail: null,
    };
  } catch (error) {
    if (error instanceof UnreadableImage) return leftOut(error.message);
    throw error;
  }
}

/** What decides which pixels are kept of an image. */
const cutOf = ({ region, locate, bitDepth }: Preprocessing): string =>
  JSON.stringify([region, locate ?? null, bitDepth ?? null]);

/** Null when the bundle is gone. */
async function regionOf(home: string, bundle: string): Promise<string | null> {
  const file = path.join(bundleFolder(home, bundle), bundleFiles.manifest);
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : cutOf(parseManifest(text).preprocessing);
}
