import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '../../../models/bundle.ts';
import type { Manifest, Preprocessing } from '../../../models/manifest.ts';
import { whyNotFound } from '../../common/notFound.ts';
import { decodeImage } from '../imaging/decode.ts';
import { encodeThumbnail } from '../imaging/encodeThumbnail.ts';
import { prepareLocated } from '../imaging/prepare.ts';
import { regionPixels } from '../imaging/regionPixels.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import { locatedPart } from '../inference/locatedPart.ts';
import { listGoods } from '../lookAtGoods.ts';
import type { ListedImage } from './labImage.ts';

/** Long side of the pictures of strips. */
export const thumbnailPx = 320;

/** The images of a folder by name. @throws RangeError, a sentence, when there is no such folder. */
export async function listFolderImages(
  folder: string,
  source: 'good' | 'bad',
  withSubfolders: boolean,
  manifest: Manifest,
  preprocessing: Preprocessing,
): Promise<ListedImage[]> {
  const files = await listGoods(folder, withSubfolders).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    throw new RangeError(`There is no folder ${folder} of ${source} images.`);
  });
  return files.map((name) => ({
    name,
    async read() {
      try {
        const bytes = await readFile(path.join(folder, name));
        const image = await decodeImage(bytes, { bitDepth: preprocessing.bitDepth ?? null });
        const { input, located } = await prepareLocated(image, preprocessing);
        const notFound = whyNotFound(locatedPart(located, manifest)) !== null;
        const region = regionPixels(image, preprocessing, located);
        return {
          ...{ name, source, sha256: sha256Hex(bytes), notFound, resultId: null, pixels: input },
          thumbnail: await encodeThumbnail(region, thumbnailPx),
        };
      } catch (error) {
        if (error instanceof UnreadableImage) return { file: name, reason: error.message };
        const { syscall, code } = error as NodeJS.ErrnoException;
        if (syscall === undefined) throw error;
        return { file: name, reason: `It cannot be read (${code}).` };
      }
    },
  }));
}
