import type { RawImage } from './decodedImage.ts';
import { rawToSharp, spaceOf } from './rawToSharp.ts';
import { shrinkToEightBit } from './shrinkToEightBit.ts';

/**
 * JPEG for lists and the live screen: aspect ratio kept, longest side at most `longestSidePx`, never enlarged,
 * 16 bit scaled to 8 by the declared bit depth.
 */
export async function encodeThumbnail(image: RawImage, longestSidePx: number): Promise<Buffer> {
  const scale = Math.min(1, longestSidePx / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const factor = Math.max(1, Math.floor(Math.min(image.width / width, image.height / height)));
  const shrunk = shrinkToEightBit(image, factor);
  const pipeline = rawToSharp(shrunk);
  if (shrunk.width !== width || shrunk.height !== height) {
    pipeline.resize(width, height, { fit: 'fill', kernel: 'linear' });
  }
  return pipeline.toColourspace(spaceOf(shrunk)).jpeg({ quality: 80, optimiseCoding: false }).toBuffer();
}
