import type { RawImage } from './decodedImage.ts';
import { rawToSharp } from './rawToSharp.ts';

/** Evidence, as a multiple of the limit, at which a map's grey value is full: brighter evidence looks the same. */
export const mapFullScale = 2;

/**
 * Lossless 8 bit grey PNG of an anomaly map [height, width] whose value 1 is where a pixel reaches the limit.
 * The scale is fixed, never the image's own range: grey = round(clamp(value / mapFullScale, 0, 1) * 255), so the
 * limit is grey 128; the screen turns grey into colour.
 *
 * @throws RangeError when the map's length is not width * height or a value is not a number.
 */
export async function encodeAnomalyMap(map: Float32Array, width: number, height: number): Promise<Buffer> {
  if (map.length !== width * height) {
    throw new RangeError(
      `encodeAnomalyMap: ${width}x${height} needs ${width * height} values, got ${map.length}.`,
    );
  }
  const data = new Uint8Array(map.length);
  for (let i = 0; i < map.length; i++) {
    const value = map[i]!;
    if (Number.isNaN(value)) throw new RangeError(`encodeAnomalyMap: value ${i} is not a number.`);
    data[i] = Math.round(Math.min(1, Math.max(0, value / mapFullScale)) * 255);
  }
  const image: RawImage = { width, height, channels: 1, maxValue: 255, depth: 'uchar', data };
  return rawToSharp(image).toColourspace('b-w').png({ compressionLevel: 3 }).toBuffer();
}
