import { readFile } from 'node:fs/promises';
import type { Located } from '../../../models/locate/located.ts';
import type { Preprocessing } from '../../../models/manifest.ts';
import { decodeImage } from '../imaging/decode.ts';
import type { RawImage } from '../imaging/decodedImage.ts';
import { prepareLocated } from '../imaging/prepare.ts';
import { toGrey } from '../imaging/toGrey.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import { uprightRegion } from '../imaging/uprightRegion.ts';
import type { TestImage } from './testSet.ts';

export interface ReadTestImage {
  /** What is inspected of the camera image, upright. */
  readonly region: RawImage;
  /** What the network sees, [channels, height, width] in 0..1. */
  readonly input: Float32Array;
  /** Where the part was found; null unless the bundle locates. */
  readonly located: Located | null;
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
    const { input, located } = await prepareLocated(whole, preprocessing);
    return { whole, input, located, region: await uprightRegion(whole, preprocessing, located) };
  });
  if ('reason' in read) return read;
  const { whole, ...judged } = read;
  if (image.mask === null) return { ...judged, mask: null, maskProblem: null };
  const mask = await attempt(() => readMask(image.mask!, whole, preprocessing, judged.located));
  if ('reason' in mask) return { ...judged, mask: null, maskProblem: mask.reason };
  return { ...judged, mask: mask.pixels, maskProblem: null };
}

async function readMask(
  file: string,
  { width, height }: RawImage,
  preprocessing: Preprocessing,
  located: Located | null,
): Promise<{ pixels: Uint8Array } | Unreadable> {
  const mask = await decodeImage(await readFile(file));
  if (mask.width !== width || mask.height !== height) {
    const sizes = `${mask.width}x${mask.height} pixels, its image ${width}x${height}`;
    return { reason: `The mask has ${sizes}.` };
  }
  const { data, maxValue } = toGrey(await uprightRegion(mask, preprocessing, located));
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
