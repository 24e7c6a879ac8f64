import { readFile } from 'node:fs/promises';
import type { Preprocessing } from '../../../models/manifest.ts';
import { decodeImage } from '../imaging/decode.ts';
import type { RawImage } from '../imaging/decodedImage.ts';
import { prepareRegion } from '../imaging/prepare.ts';
import { regionPixels } from '../imaging/regionPixels.ts';
import { toGrey } from '../imaging/toGrey.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import type { TestImage } from './testSet.ts';

export interface ReadTestImage {
  /** What is inspected of the camera image. */
  readonly region: RawImage;
  /** What the network sees, [channels, height, width] in 0..1. */
  readonly input: Float32Array;
  /** [height, width] of the region, 1 where the defect is; null without a mask. */
  readonly mask: Uint8Array | null;
  /** Why the mask that is there cannot be used; null when it can. */
  readonly maskProblem: string | null;
}

/** An image that was not judged, with a sentence why. */
export interface Unreadable {
  readonly reason: string;
}

/** Decodes and prepares a test image and its mask; what cannot be read is told, not thrown. */
export async function readTestImage(
  image: TestImage,
  preprocessing: Preprocessing,
): Promise<ReadTestImage | Unreadable> {
  const read = await attempt(async () => {
    const whole = await decodeImage(await readFile(image.path), { bitDepth: preprocessing.bitDepth ?? null });
    const region = regionPixels(whole, preprocessing);
    return { whole, region, input: await prepareRegion(region, preprocessing) };
  });
  if ('reason' in read) return read;
  const { whole, region, input } = read;
  if (image.mask === null) return { region, input, mask: null, maskProblem: null };
  const mask = await attempt(() => readMask(image.mask!, whole, preprocessing));
  if ('reason' in mask) return { region, input, mask: null, maskProblem: mask.reason };
  return { region, input, mask: mask.pixels, maskProblem: null };
}

async function readMask(
  file: string,
  { width, height }: RawImage,
  preprocessing: Preprocessing,
): Promise<{ pixels: Uint8Array } | Unreadable> {
  const mask = await decodeImage(await readFile(file));
  if (mask.width !== width || mask.height !== height) {
    const sizes = `${mask.width}x${mask.height} pixels, its image ${width}x${height}`;
    return { reason: `The mask has ${sizes}.` };
  }
  const { data, maxValue } = toGrey(regionPixels(mask, preprocessing));
  const pixels = Uint8Array.from(data, (sample) => (2 * sample > maxValue ? 1 : 0));
  return pixels.includes(1) ? { pixels } : { reason: 'The mask marks nothing within the region inspected.' };
}

async function attempt<T extends object>(read: () => Promise<T>): Promise<T | Unreadable> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableImage) return { reason: error.message };
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    return { reason: `The file cannot be read (${code}).` };
  }
}
