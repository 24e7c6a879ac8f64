import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ignored, Preprocessing } from '../../models/manifest.ts';
import { reachedPixels } from '../../models/keptPixels.ts';
import type { Sides } from '../../models/networks/networkSize.ts';
import type { CameraPart } from './headOptionsFor.ts';
import { decodeImage } from './imaging/decode.ts';
import type { RawImage } from './imaging/decodedImage.ts';
import { regionPixels } from './imaging/regionPixels.ts';
import { toGrey } from './imaging/toGrey.ts';
import { UnreadableImage } from './imaging/unreadableImage.ts';

/** A mean of more looks the same. */
const mostImages = 16;

/**
 * What is not to be judged, drawn in camera pixels, as shares of what is inspected, each with the grey that good images show
 * there on average. What reaches past the region is cut off.
 * @param inspected the region or, without one, the camera image as large as most are
 * @throws RangeError, a sentence, for a part that does not touch the region, or when nothing is left to judge.
 */
export async function ignoredPlaces(
  folder: string,
  files: readonly string[],
  preprocessing: Preprocessing,
  { boxes, inspected }: { readonly boxes: readonly CameraPart[]; readonly inspected: Sides },
): Promise<Ignored[]> {
  const { region } = preprocessing;
  const origin = { x: region?.x ?? 0, y: region?.y ?? 0 };
  const shares = boxes.map((box) => sharesOf(box, { ...origin, ...inspected }));
  if (shares.some(({ width, height }) => width === 1 && height === 1)) {
    throw new RangeError('What is to be ignored covers all that is inspected; leave something to judge.');
  }
  const sums = shares.map(() => ({ grey: 0, images: 0 }));
  for (const file of files.slice(0, mostImages)) {
    const shown = await greyRegion(path.join(folder, file), preprocessing);
    if (shown === null) continue;
    shares.forEach((box, at) => {
      sums[at]!.grey += meanGrey(shown, box);
      sums[at]!.images += 1;
    });
  }
  return shares.map((box, at) => {
    const { grey, images } = sums[at]!;
    return { ...box, grey: images === 0 ? 0.5 : Math.round((1000 * grey) / images) / 1000 };
  });
}

function sharesOf(box: CameraPart, inspected: CameraPart): Omit<Ignored, 'grey'> {
  const left = Math.max(0, box.x - inspected.x);
  const top = Math.max(0, box.y - inspected.y);
  const right = Math.min(inspected.width, box.x + box.width - inspected.x);
  const bottom = Math.min(inspected.height, box.y + box.height - inspected.y);
  if (right <= left || bottom <= top) {
    const text = [box.x, box.y, box.width, box.height].join(',');
    throw new RangeError(`What is to be ignored, ${text}, does not lie in what is inspected; draw it anew.`);
  }
  const { width, height } = inspected;
  return { x: left / width, y: top / height, width: (right - left) / width, height: (bottom - top) / height };
}

function meanGrey(shown: RawImage, box: Omit<Ignored, 'grey'>): number {
  const { left, top, right, bottom } = reachedPixels(box, shown);
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) sum += shown.data[y * shown.width + x]!;
  }
  return sum / ((right - left) * (bottom - top)) / shown.maxValue;
}

/** Null for what reading all images will list as left out. */
async function greyRegion(file: string, preprocessing: Preprocessing): Promise<RawImage | null> {
  try {
    const image = await decodeImage(await readFile(file), { bitDepth: preprocessing.bitDepth ?? null });
    return toGrey(regionPixels(image, preprocessing));
  } catch (error) {
    const { syscall } = error as NodeJS.ErrnoException;
    if (error instanceof UnreadableImage || syscall !== undefined) return null;
    throw error;
  }
}
