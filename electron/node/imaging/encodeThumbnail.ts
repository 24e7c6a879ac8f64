import type { RawImage } from './decodedImage.ts';
import { rawToSharp, spaceOf } from './rawToSharp.ts';

const quality = 80;

/**
 * JPEG for lists and the live screen: aspect ratio kept, longest side at most `longestSidePx`, never enlarged,
 * 16 bit scaled to 8 by the declared bit depth.
 */
export async function encodeThumbnail(image: RawImage, longestSidePx: number): Promise<Buffer> {
  const scale = Math.min(1, longestSidePx / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const resized = rawToSharp(image).resize(width, height, { fit: 'fill', kernel: 'linear' });
  if (image.depth === 'uchar') {
    return resized.toColourspace(spaceOf(image)).jpeg({ quality }).toBuffer();
  }
  const bytes = await resized.toColourspace(spaceOf(image)).raw({ depth: 'ushort' }).toBuffer();
  const samples = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  const data = new Uint8Array(samples.length);
  const factor = 255 / image.maxValue;
  for (let i = 0; i < data.length; i++) data[i] = Math.min(255, Math.round(samples[i]! * factor));
  const eightBit: RawImage = { ...image, width, height, depth: 'uchar', maxValue: 255, data };
  return rawToSharp(eightBit).toColourspace(spaceOf(eightBit)).jpeg({ quality }).toBuffer();
}
