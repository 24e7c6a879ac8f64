import { differenceFullScale } from '../../common/drawn.ts';
import type { RawImage } from './decodedImage.ts';
import { encodeArchive } from './encodeArchive.ts';

interface PlaneSize {
  readonly channels: 1 | 3;
  readonly width: number;
  readonly height: number;
}

/** Lossless 8 bit PNG of planes [channels, height, width] of 0..1, as networks have them; what is beyond is clipped. */
export function encodePlanes(planes: Float32Array, { channels, width, height }: PlaneSize): Promise<Buffer> {
  const pixels = width * height;
  const data = new Uint8Array(pixels * channels);
  for (let channel = 0; channel < channels; channel++) {
    for (let at = 0; at < pixels; at++)
      data[at * channels + channel] = eightBit(planes[channel * pixels + at]!);
  }
  return encodeArchive({ width, height, channels, maxValue: 255, depth: 'uchar', data });
}

/** Grey PNG of how far two such images are apart; white from `differenceFullScale` on. */
export function encodeDifference(one: Float32Array, other: Float32Array, size: PlaneSize): Promise<Buffer> {
  const { channels, width, height } = size;
  const pixels = width * height;
  const scale = 1 / (channels * differenceFullScale);
  const data = new Uint8Array(pixels);
  for (let at = 0; at < pixels; at++) {
    let sum = 0;
    for (let place = at; place < one.length; place += pixels) sum += Math.abs(one[place]! - other[place]!);
    data[at] = eightBit(sum * scale);
  }
  const grey: RawImage = { width, height, channels: 1, maxValue: 255, depth: 'uchar', data };
  return encodeArchive(grey);
}

function eightBit(value: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}
