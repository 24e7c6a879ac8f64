import type { Located } from '../../../models/locate/located.ts';
import type { Preprocessing } from '../../../models/manifest.ts';
import type { RawImage } from './decodedImage.ts';
import { rawToSharp, sharpToRaw } from './rawToSharp.ts';
import { layOverIgnored } from './layOverIgnored.ts';
import { locatePart } from './locatePart.ts';
import { regionBox } from './regionPixels.ts';
import { toGrey } from './toGrey.ts';
import { uprightRegion } from './uprightRegion.ts';

/** A camera image ready for the network. */
export interface PreparedImage {
  /** [channels, height, width] in 0..1. */
  readonly input: Float32Array;
  /** Where the part was found; null unless `Preprocessing` locates. */
  readonly located: Located | null;
}

/**
 * What the network sees of a camera image: the part found, crop, channels, what is ignored laid over, resize, scale, as
 * `Preprocessing` states.
 * Resizing is done in the image's own depth, so 16 bit stay 16 bit up to here.
 *
 * @throws UnreadableImage `wrongSize` when the region was drawn on another image size.
 */
export async function prepareLocated(image: RawImage, preprocessing: Preprocessing): Promise<PreparedImage> {
  const { locate } = preprocessing;
  const located = locate ? await locatePart(image, regionBox(image, preprocessing), locate) : null;
  const region = await uprightRegion(image, preprocessing, located);
  return { input: await prepareRegion(region, preprocessing), located };
}

/** The `input` of `prepareLocated`. */
export async function prepareImage(image: RawImage, preprocessing: Preprocessing): Promise<Float32Array> {
  return (await prepareLocated(image, preprocessing)).input;
}

/** `prepareImage` for a region already cropped (`uprightRegion`). */
export async function prepareRegion(region: RawImage, preprocessing: Preprocessing): Promise<Float32Array> {
  const { width, height, kernel } = preprocessing;
  const shown = preprocessing.channels === 1 ? toGrey(region) : region;
  const source = layOverIgnored(shown, preprocessing.ignored ?? []);
  const resized = rawToSharp(source).resize(width, height, { fit: 'fill', kernel });
  return planar(await sharpToRaw(resized, source), preprocessing.channels);
}

/** Interleaved samples to planes in 0..1; grey fills every plane. Kernels overshoot full scale: clipped there. */
function planar({ data, width, height, channels, maxValue }: RawImage, to: number): Float32Array {
  const pixels = width * height;
  const planes = new Float32Array(pixels * to);
  for (let channel = 0; channel < to; channel++) {
    const place = channels === 1 ? 0 : channel;
    const start = channel * pixels;
    for (let i = 0; i < pixels; i++) {
      planes[start + i] = Math.min(1, data[i * channels + place]! / maxValue);
    }
  }
  return planes;
}
