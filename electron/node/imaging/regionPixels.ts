import type { Located } from '../../../models/locate/located.ts';
import type { Preprocessing } from '../../../models/manifest.ts';
import type { RawImage } from './decodedImage.ts';
import { UnreadableImage } from './unreadableImage.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The part of a camera image of `size` that is inspected, in its pixels: the recipe's region, scaled along when
 * the recipe scales; the whole image without a region.
 *
 * @throws UnreadableImage `wrongSize` for another size than the region was drawn on.
 */
export function regionBox(size: { width: number; height: number }, preprocessing: Preprocessing): Box {
  const { width, height } = size;
  const { region, otherSizes } = preprocessing;
  if (!region) return { x: 0, y: 0, width, height };
  if (width === region.imageWidth && height === region.imageHeight) {
    return { x: region.x, y: region.y, width: region.width, height: region.height };
  }
  if (otherSizes === 'refuse') {
    throw new UnreadableImage(
      'wrongSize',
      `The image is ${width}x${height} pixels, but the recipe's region was drawn on ` +
        `${region.imageWidth}x${region.imageHeight}: set the camera back or draw the region anew.`,
      { width, height },
    );
  }
  const scaleX = width / region.imageWidth;
  const scaleY = height / region.imageHeight;
  const x = Math.min(Math.round(region.x * scaleX), width - 1);
  const y = Math.min(Math.round(region.y * scaleY), height - 1);
  return {
    x,
    y,
    width: Math.max(1, Math.min(Math.round(region.width * scaleX), width - x)),
    height: Math.max(1, Math.min(Math.round(region.height * scaleY), height - y)),
  };
}

/** `regionBox` moved to where the part was found; it may reach past the image. */
export function locatedBox(
  size: { width: number; height: number },
  preprocessing: Preprocessing,
  located: Located | null,
): Box {
  const box = regionBox(size, preprocessing);
  if (located === null) return box;
  return { ...box, x: box.x + Math.round(located.dx), y: box.y + Math.round(located.dy) };
}

/**
 * The inspected part as the camera delivered it, where it was found, every sample untouched; not turned back. Shares
 * memory with `image` if it is all of it.
 */
export function regionPixels(
  image: RawImage,
  preprocessing: Preprocessing,
  located: Located | null = null,
): RawImage {
  return cropRepeated(image, locatedBox(image, preprocessing, located));
}

/** `cropImage` for a box that may reach past the image: its border is repeated there. */
export function cropRepeated(image: RawImage, box: Box): RawImage {
  const { width, height, channels } = image;
  const isInside = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
  if (isInside) return cropImage(image, box);
  const size = { width: box.width, height: box.height, channels, maxValue: image.maxValue };
  const length = box.width * box.height * channels;
  const crop: RawImage =
    image.depth === 'ushort'
      ? { ...size, depth: 'ushort', data: new Uint16Array(length) }
      : { ...size, depth: 'uchar', data: new Uint8Array(length) };
  const columns = Int32Array.from(
    { length: box.width },
    (_, x) => Math.min(width - 1, Math.max(0, box.x + x)) * channels,
  );
  for (let y = 0, at = 0; y < box.height; y++) {
    const row = Math.min(height - 1, Math.max(0, box.y + y)) * width * channels;
    for (const column of columns) {
      for (let channel = 0; channel < channels; channel++) {
        crop.data[at++] = image.data[row + column + channel]!;
      }
    }
  }
  return crop;
}

/** Copies a box out of an image; the image itself when the box is all of it. */
export function cropImage(image: RawImage, box: Box): RawImage {
  const { width, height, channels } = image;
  if (box.width === width && box.height === height) return image;
  const rowSamples = box.width * channels;
  const size = { width: box.width, height: box.height, channels, maxValue: image.maxValue };
  const from = (row: number): number => ((box.y + row) * width + box.x) * channels;
  if (image.depth === 'ushort') {
    const data = new Uint16Array(rowSamples * box.height);
    for (let row = 0; row < box.height; row++) {
      data.set(image.data.subarray(from(row), from(row) + rowSamples), row * rowSamples);
    }
    return { ...size, depth: 'ushort', data };
  }
  const data = new Uint8Array(rowSamples * box.height);
  for (let row = 0; row < box.height; row++) {
    data.set(image.data.subarray(from(row), from(row) + rowSamples), row * rowSamples);
  }
  return { ...size, depth: 'uchar', data };
}
