import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleFiles, parseManifest } from '../../../models/bundle.ts';
import type { Inspection } from '../../common/inspection.ts';
import type { Recipe } from '../../common/recipe.ts';
import { decodeImage } from '../imaging/decode.ts';
import { encodeArchive } from '../imaging/encodeArchive.ts';
import { regionPixels } from '../imaging/regionPixels.ts';
import { writePicture } from '../inference/writePicture.ts';
import { bundleFolder } from './installBundle.ts';

/**
 * Writes the lossless region of an inspection that a person looked at, from the camera's file. Rejects with a sentence
 * when that file is not the one that was inspected any more.
 */
export async function archiveReviewed(
  home: string,
  folder: string,
  inspection: Inspection,
  recipe: Recipe,
  picture: string,
): Promise<void> {
  const file = path.join(folder, inspection.movedTo ?? inspection.file);
  const bytes = await readFile(file);
  if (createHash('sha256').update(bytes).digest('hex') !== inspection.contentSha256) {
    throw new Error(`${file} is not the image that was inspected any more.`);
  }
  const { bundle, otherSizes } = recipe.settings;
  const manifest = parseManifest(
    await readFile(path.join(bundleFolder(home, bundle), bundleFiles.manifest), 'utf8'),
  );
  const image = await decodeImage(bytes, { bitDepth: manifest.preprocessing.bitDepth ?? null });
  const region = regionPixels(image, { ...manifest.preprocessing, otherSizes }, inspection.located);
  await writePicture(picture, await encodeArchive(region), true);
}
