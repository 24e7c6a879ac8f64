import sharp, { type Sharp } from 'sharp';
import type { RawImage } from './decodedImage.ts';

/** A pipeline over pixels in memory; the samples are used where they lie, not copied. */
export function rawToSharp(image: RawImage): Sharp {
  const { width, height, channels } = image;
  return sharp(image.data, { raw: { width, height, channels }, limitInputPixels: false });
}

/** What a pipeline over `source` makes of it, in its own depth and channels. */
export async function sharpToRaw(pipeline: Sharp, source: RawImage): Promise<RawImage> {
  const { channels, maxValue, depth } = source;
  const { data, info } = await pipeline
    .toColourspace(spaceOf(source))
    .raw({ depth })
    .toBuffer({ resolveWithObject: true });
  const size = { width: info.width, height: info.height, channels, maxValue };
  if (depth === 'uchar') return { ...size, depth, data };
  return { ...size, depth, data: new Uint16Array(data.buffer, data.byteOffset, data.length / 2) };
}

/** Colour space that keeps grey grey and 16 bit 16 bit; without it sharp turns both into 8 bit colour. */
export function spaceOf(image: RawImage): 'b-w' | 'srgb' | 'grey16' | 'rgb16' {
  if (image.depth === 'uchar') return image.channels === 1 ? 'b-w' : 'srgb';
  return image.channels === 1 ? 'grey16' : 'rgb16';
}
