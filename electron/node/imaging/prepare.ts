import type { Preprocessing } from '../../../models/manifest.ts';
import type { RawImage } from './decodedImage.ts';
import { rawToSharp, spaceOf } from './rawToSharp.ts';
import { regionPixels } from './regionPixels.ts';
import { toGrey } from './toGrey.ts';

/**
 * What the network sees of a camera image, [channels, height, width] in 0..1: crop, channels, resize, scale, as
 * `Preprocessing` states. Resizing is done in the image's own depth, so 16 bit stay 16 bit up to here.
 *
 * @throws UnreadableImage `wrongSize` when the region was drawn on another image size.
 */
export async function prepareImage(image: RawImage, preprocessing: Preprocessing): Promise<Float32Array> {
  return prepareRegion(regionPixels(image, preprocessing), preprocessing);
}

/** `prepareImage` for a region already cropped (`regionPixels`). */
export async function prepareRegion(region: RawImage, preprocessing: Preprocessing): Promise<Float32Array> {
  const { width, height, kernel } = preprocessing;
  const source = preprocessing.channels === 1 ? toGrey(region) : region;
  const bytes = await rawToSharp(source)
    .resize(width, height, { fit: 'fill', kernel })
    .toColourspace(spaceOf(source))
    .raw({ depth: source.depth })
    .toBuffer();
  const samples =
    source.depth === 'uchar' ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  return planar(samples, width * height, source.channels, preprocessing.channels, source.maxValue);
}

/** Interleaved samples to planes in 0..1; grey fills every plane. Kernels overshoot full scale: clipped there. */
function planar(
  samples: Uint8Array | Uint16Array,
  pixels: number,
  from: number,
  to: number,
  maxValue: number,
): Float32Array {
  const planes = new Float32Array(pixels * to);
  for (let channel = 0; channel < to; channel++) {
    const place = from === 1 ? 0 : channel;
    const start = channel * pixels;
    for (let i = 0; i < pixels; i++) {
      planes[start + i] = Math.min(1, samples[i * from + place]! / maxValue);
    }
  }
  return planes;
}
