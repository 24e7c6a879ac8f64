import sharp from 'sharp';
import { decodeBmp } from './decodeBmp.ts';
import type { DecodedImage } from './decodedImage.ts';
import type { ImageHeader } from './imageHeader.ts';
import { readHeader } from './readHeader.ts';
import { UnreadableImage } from './unreadableImage.ts';

// A cached operation would keep its input buffer, and on Windows a file, in use.
sharp.cache(false);

export interface DecodeOptions {
  /** Bits a sample the camera really delivers, 8 to 16, when the file does not say so; null: as the file declares. */
  bitDepth?: number | null;
  /** Refuse larger images by their header, before memory is taken. Default 120 megapixels. */
  maxPixels?: number;
}

const defaultMaxPixels = 120e6;

/**
 * Decodes one camera image completely: PNG, JPEG, WebP, TIFF or BMP, told apart by content. EXIF orientation
 * is applied, alpha is laid over black, palettes and 1 to 4 bit images become 8 bit, colour profiles are ignored:
 * the samples are the camera's.
 *
 * @throws UnreadableImage `incomplete` when bytes are missing or damaged, `notAnImage`, `unsupported`, `tooLarge`.
 */
export async function decodeImage(bytes: Buffer, options: DecodeOptions = {}): Promise<DecodedImage> {
  const { bitDepth = null, maxPixels = defaultMaxPixels } = options;
  if (bitDepth !== null && !(Number.isInteger(bitDepth) && bitDepth >= 8 && bitDepth <= 16)) {
    throw new RangeError(`decodeImage: bitDepth must be a whole number from 8 to 16, got ${bitDepth}.`);
  }
  const header = readHeader(bytes);
  const { width, height } = header;
  if (width === 0 || height === 0) {
    throw new UnreadableImage('notAnImage', `The image declares a size of ${width}x${height} pixels.`);
  }
  if (width * height > maxPixels) {
    throw new UnreadableImage(
      'tooLarge',
      `The image declares ${width}x${height} pixels, ${megapixels(width * height)} megapixels; ` +
        `at most ${megapixels(maxPixels)} are read.`,
      { width, height },
    );
  }
  const image = header.format === 'bmp' ? decodeBmp(bytes) : await decodeWithSharp(bytes, header, maxPixels);
  return withDepth(image, bitDepth);
}

/** Damaged JPEG data shows in warnings only; in the others a warning is about tags that carry no pixels. */
const failOn = { jpeg: 'warning', png: 'error', tiff: 'error', webp: 'error' } as const;

async function decodeWithSharp(bytes: Buffer, header: ImageHeader, maxPixels: number): Promise<DecodedImage> {
  const { format, channels, depth } = header;
  const deep = depth === 'ushort';
  const input = sharp(bytes, {
    failOn: failOn[format as Exclude<typeof format, 'bmp'>],
    limitInputPixels: maxPixels,
    ignoreIcc: true,
    autoOrient: true,
    sequentialRead: true,
  });
  const space = channels === 1 ? (deep ? 'grey16' : 'b-w') : deep ? 'rgb16' : 'srgb';
  const { data, info } = await input
    .flatten()
    .toColourspace(space)
    .raw({ depth })
    .toBuffer({ resolveWithObject: true })
    .catch((error: Error) => {
      const reason = error.message.trim().replace(/\s*\n\s*/g, '; ');
      throw new UnreadableImage(
        'incomplete',
        `The ${format.toUpperCase()} cannot be decoded to its end (${reason}): it is damaged or still being written.`,
        { width: header.width, height: header.height },
      );
    });
  if (info.channels !== channels) {
    throw new Error(
      `decodeImage: the ${format} decoded to ${info.channels} channels, its header says ${channels}.`,
    );
  }
  const size = { format, width: info.width, height: info.height, channels, maxValue: header.maxValue };
  if (!deep) return { ...size, depth: 'uchar', data };
  return { ...size, depth: 'ushort', data: new Uint16Array(data.buffer, data.byteOffset, data.length / 2) };
}

/** Applies the recipe's bit depth and proves that no sample lies above full scale. */
function withDepth(image: DecodedImage, bitDepth: number | null): DecodedImage {
  const { width, height } = image;
  if (image.depth === 'uchar') {
    if (bitDepth === null || bitDepth === 8) return image;
    throw new UnreadableImage(
      'unsupported',
      `The recipe expects ${bitDepth} bits a sample, but the image has 8.`,
      { width, height },
    );
  }
  const maxValue = bitDepth === null ? image.maxValue : 2 ** bitDepth - 1;
  if (maxValue < 65535) {
    let brightest = 0;
    for (const sample of image.data) if (sample > brightest) brightest = sample;
    if (brightest > maxValue) {
      const source = bitDepth === null ? 'The file declares' : 'The recipe expects';
      throw new UnreadableImage(
        'unsupported',
        `${source} ${Math.log2(maxValue + 1)} bits a sample (at most ${maxValue}), but the image has a sample of ${brightest}.`,
        { width, height },
      );
    }
  }
  return { ...image, maxValue };
}

function megapixels(pixels: number): string {
  return (pixels / 1e6).toLocaleString('en', { maximumFractionDigits: 1 });
}
