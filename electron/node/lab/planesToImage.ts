import type { RawImage } from '../imaging/decodedImage.ts';

/** Planes [channels, height, width] of 0..1 as an image of 8 bits. */
export function planesToImage(
  planes: Float32Array,
  { width, height, channels }: { readonly width: number; readonly height: number; readonly channels: 1 | 3 },
): RawImage {
  const pixels = width * height;
  const data = new Uint8Array(pixels * channels);
  for (let channel = 0; channel < channels; channel++) {
    for (let at = 0; at < pixels; at++) {
      data[at * channels + channel] = Math.round(255 * planes[channel * pixels + at]!);
    }
  }
  return { width, height, channels, maxValue: 255, depth: 'uchar', data };
}
