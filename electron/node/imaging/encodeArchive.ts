import type { RawImage } from './decodedImage.ts';
import { rawToSharp, spaceOf } from './rawToSharp.ts';

/**
 * Lossless PNG of a region, 8 or 16 bit as the camera delivered it: every sample reads back unchanged. The
 * declared bit depth of 16 bit samples below 65535 is not in the PNG; the log keeps the recipe that states it.
 */
export async function encodeArchive(region: RawImage): Promise<Buffer> {
  // Sensor noise does not compress: higher levels take up to ten times as long for a few per cent.
  return rawToSharp(region)
    .toColourspace(spaceOf(region))
    .png({ compressionLevel: 1, adaptiveFiltering: false })
    .toBuffer();
}
