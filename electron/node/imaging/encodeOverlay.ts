import sharp from 'sharp';
import { colourMap, mapScale } from '../../common/mapColours.ts';
import type { RawImage } from './decodedImage.ts';
import { rawToSharp } from './rawToSharp.ts';
import { shrinkToEightBit } from './shrinkToEightBit.ts';
import { stretchMap } from './stretchMap.ts';

export interface MapPixels {
  /** [height, width], 1 where a pixel reaches the limit. */
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
}

/**
 * JPEG of a region, 8 bit, longest side `longestSidePx` whatever its own; with `map` its evidence is painted over it as on
 * the screen: fixed scale, a line where it reaches the limit.
 */
export async function encodeOverlay(
  region: RawImage,
  map: MapPixels | null,
  longestSidePx: number,
): Promise<Buffer> {
  const scale = longestSidePx / Math.max(region.width, region.height);
  const width = Math.max(1, Math.round(region.width * scale));
  const height = Math.max(1, Math.round(region.height * scale));
  const shrunk = shrinkToEightBit(region, Math.max(1, Math.floor(1 / scale)));
  const picture = rawToSharp(shrunk).resize(width, height, { fit: 'fill', kernel: 'cubic' });
  if (map === null) return picture.jpeg({ quality: 84 }).toBuffer();
  const evidence = stretchMap(map.values, map, { width, height });
  const painted = new Uint8ClampedArray(4 * width * height);
  evidence.forEach((value, at) => (painted[4 * at] = (value / mapScale) * 255));
  colourMap(painted, width, height);
  const overlay = await sharp(painted, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
  return picture
    .toColourspace('srgb')
    .composite([{ input: overlay }])
    .jpeg({ quality: 84 })
    .toBuffer();
}
