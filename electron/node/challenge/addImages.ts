import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CallFailure } from '../../common/callFailure.ts';
import type { ChallengeImageId, ChallengeImagesAdded, Truth } from '../../common/challenge.ts';
import type { Inspection, RecipeId, ResultId } from '../../common/inspection.ts';
import { bundleFiles, parseManifest } from '../../../models/bundle.ts';
import { decodeImage } from '../imaging/decode.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import { listImages } from '../intake/listImages.ts';
import { picturePath } from '../picturePath.ts';
import { bundleFolder } from '../station/installBundle.ts';
import { isoNow, type StationParts } from '../station/stationParts.ts';
import { insertChallengeImage, listChallengeImages, type StoredChallengeImage } from '../store/challenges.ts';
import { findInspection } from '../store/inspections.ts';
import { findRecipe } from '../store/recipes.ts';
import { reviewsOf } from '../store/reviews.ts';
import { findWatchedFolder } from '../store/watchedFolders.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import { keepChallengeFile } from './challengeFiles.ts';

/** A set is run in front of images of the line: it stays small enough for that. */
const mostImages = 500;

type NewImage = Pick<StoredChallengeImage, 'recipeId' | 'truth' | 'name' | 'extent' | 'region' | 'resultId'>;

/** Whether the image is new in the set. Throws UnreadableImage, or a CallFailure when the set says otherwise of it. */
async function addImage(parts: StationParts, image: NewImage, bytes: Buffer, by: string): Promise<boolean> {
  const { db, home, wallClockMs } = parts;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const decoded = await decodeImage(bytes);
  const present = listChallengeImages(db, image.recipeId);
  const same = present.find((one) => one.sha256 === sha256);
  if (same !== undefined && same.truth !== image.truth) {
    throw new CallFailure('refused', `It is in the set already as ${same.truth}; remove it there first.`);
  }
  if (same !== undefined) return false;
  if (present.length >= mostImages) {
    throw new CallFailure(
      'refused',
      `A challenge set has at most ${mostImages} images; remove others first.`,
    );
  }
  await keepChallengeFile(home, { sha256, name: image.name }, bytes, decoded);
  insertChallengeImage(db, {
    ...image,
    challengeImageId: timeOrderedId<ChallengeImageId>(wallClockMs()),
    sha256,
    sizeBytes: bytes.byteLength,
    addedAt: isoNow(parts),
    addedBy: by,
  });
  return true;
}

/** Every image of a folder and its sub-folders, by name; what cannot be added is named and left out. */
export async function addFromFolder(
  parts: StationParts,
  recipeId: RecipeId,
  truth: Truth,
  folder: string,
  by: string,
): Promise<ChallengeImagesAdded> {
  const files: string[] = [];
  try {
    for await (const some of listImages(folder, true)) files.push(...some);
  } catch {
    throw new CallFailure('refused', `There is no folder ${folder} that can be read.`);
  }
  const leftOut: { file: string; reason: string }[] = [];
  let added = 0;
  let already = 0;
  for (const file of files.sort()) {
    const image = { recipeId, truth, name: file, extent: 'camera', region: null, resultId: null } as const;
    try {
      const isNew = await addImage(parts, image, await readFile(path.join(folder, file)), by);
      if (isNew) added += 1;
      else already += 1;
    } catch (error) {
      if (!(error instanceof UnreadableImage || error instanceof CallFailure)) throw error;
      leftOut.push({ file, reason: error.message });
    }
  }
  return { added, already, leftOut };
}

/**
 * An inspected image as what its newest review said it is: the camera's file where it still is what was inspected, else
 * the archived region.
 */
export async function addFromInspection(
  parts: StationParts,
  resultId: ResultId,
  by: string,
): Promise<{ recipeId: RecipeId; truth: Truth }> {
  const { db } = parts;
  const inspection = findInspection(db, resultId);
  if (inspection === undefined) {
    throw new CallFailure('notFound', `There is no inspection with the id ${resultId}.`);
  }
  const review = reviewsOf(db, resultId).at(-1);
  if (review === undefined) {
    throw new CallFailure(
      'refused',
      'Nobody has reviewed this inspection: review it first, so that it is known.',
    );
  }
  const { recipeId } = inspection;
  const truth: Truth = review.decision === 'pass' ? 'good' : 'bad';
  const source = (await cameraFile(parts, inspection)) ?? (await archivedRegion(parts, inspection));
  const image = { recipeId, truth, name: inspection.file, resultId, extent: source.extent };
  const name = source.extent === 'camera' ? inspection.file : `${inspection.file}.region.png`;
  try {
    await addImage(parts, { ...image, name, region: source.region }, source.bytes, by);
  } catch (error) {
    if (error instanceof UnreadableImage) throw new CallFailure('refused', error.message);
    throw error;
  }
  return { recipeId, truth };
}

type Source = Pick<StoredChallengeImage, 'extent' | 'region'> & { readonly bytes: Buffer };

async function cameraFile({ db }: StationParts, inspection: Inspection): Promise<Source | null> {
  const { folderId, file, movedTo, contentSha256 } = inspection;
  const folder = findWatchedFolder(db, folderId).path;
  const bytes = await readFile(path.join(folder, movedTo ?? file)).catch(() => null);
  if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== contentSha256) return null;
  return { extent: 'camera', region: null, bytes };
}

async function archivedRegion({ db, home }: StationParts, inspection: Inspection): Promise<Source> {
  const { resultId, recipeId, recipeVersion, located, pictures, file } = inspection;
  const picture = picturePath(home, resultId, 'archive');
  const recipe = findRecipe(db, recipeId, recipeVersion);
  const bytes =
    picture !== null && pictures.includes('archive') ? await readFile(picture).catch(() => null) : null;
  if (bytes === null || recipe === undefined) {
    throw new CallFailure('refused', `Neither ${file} nor its archived region is there any more.`);
  }
  if (located !== null && located.angleDegrees !== 0) {
    throw new CallFailure(
      'refused',
      `${file} is not there any more, and its archived region is turned as the part was; add the camera's file instead.`,
    );
  }
  const manifest = await readFile(
    path.join(bundleFolder(home, recipe.settings.bundle), bundleFiles.manifest),
    'utf8',
  );
  return { extent: 'region', region: parseManifest(manifest).preprocessing.region, bytes };
}
