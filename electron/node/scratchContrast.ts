import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Preprocessing } from '../../models/manifest.ts';
import { Random } from '../../models/random.ts';
import { decodeImage } from './imaging/decode.ts';
import type { RawImage } from './imaging/decodedImage.ts';
import { prepareRegion } from './imaging/prepare.ts';
import { regionPixels } from './imaging/regionPixels.ts';
import { UnreadableImage } from './imaging/unreadableImage.ts';

const images = 3;
const scratchesPerImage = 4;
/** Of a scratch, as a share of full scale; towards the middle of the scale, where there is room for it. */
const contrast = 0.2;

/**
 * What is left of the contrast of a scratch `widthPx` camera pixels wide once an image is prepared for the network, 0..1: a line
 * drawn across good images at random, compared after cropping and resizing. null when none of the first images can be read.
 */
export async function scratchContrast(
  folder: string,
  files: readonly string[],
  preprocessing: Preprocessing,
  widthPx: number,
): Promise<number | null> {
  const random = new Random(1);
  const kept: number[] = [];
  for (const file of files.slice(0, images)) {
    const region = await regionOf(path.join(folder, file), preprocessing);
    if (region === null) continue;
    const clean = await prepareRegion(region, preprocessing);
    for (let i = 0; i < scratchesPerImage; i++) {
      const scratched = await prepareRegion(withScratch(region, widthPx, random), preprocessing);
      const most = scratched.reduce((so, value, at) => Math.max(so, Math.abs(value - clean[at]!)), 0);
      kept.push(Math.min(1, most / contrast));
    }
  }
  return kept.length === 0 ? null : kept.sort((a, b) => a - b)[kept.length >> 1]!;
}

async function regionOf(file: string, preprocessing: Preprocessing): Promise<RawImage | null> {
  try {
    const image = await decodeImage(await readFile(file), { bitDepth: preprocessing.bitDepth ?? null });
    return regionPixels(image, preprocessing);
  } catch (error) {
    // Reading all images lists what cannot be read.
    if (error instanceof UnreadableImage || (error as NodeJS.ErrnoException).syscall !== undefined)
      return null;
    throw error;
  }
}

/** A straight line through a random place, brighter or darker than what it crosses. */
function withScratch(region: RawImage, widthPx: number, random: Random): RawImage {
  const { width, height, channels, maxValue } = region;
  const data = region.data.slice();
  const [x, y, angle] = [
    random.between(0.25, 0.75) * width,
    random.between(0.25, 0.75) * height,
    random.between(0, Math.PI),
  ];
  const [across, down] = [Math.sin(angle), -Math.cos(angle)];
  const middle = data[(Math.floor(y) * width + Math.floor(x)) * channels]! / maxValue;
  const step = (middle < 0.5 ? contrast : -contrast) * maxValue;
  const reach = Math.min(width, height) / 8;
  for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(height, y + reach); row++) {
    for (let column = Math.max(0, Math.floor(x - reach)); column < Math.min(width, x + reach); column++) {
      const away = Math.abs((column + 0.5 - x) * across + (row + 0.5 - y) * down);
      const inside = Math.max(0, Math.min(1, widthPx / 2 - away + 0.5));
      if (inside === 0) continue;
      const at = (row * width + column) * channels;
      for (let channel = 0; channel < channels; channel++) {
        data[at + channel] = Math.max(0, Math.min(maxValue, data[at + channel]! + step * inside));
      }
    }
  }
  return { ...region, data } as RawImage;
}
