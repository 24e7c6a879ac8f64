import type { ImageHeader } from './imageHeader.ts';
import { cut, tiffDirectories, type TiffDirectory } from './tiffDirectory.ts';
import { UnreadableImage } from './unreadableImage.ts';

/** Tags of TIFF 6.0. */
const tag = {
  subfileType: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  photometric: 262,
  stripOffsets: 273,
  stripByteCounts: 279,
  maxSampleValue: 281,
  tileOffsets: 324,
  tileByteCounts: 325,
  sampleFormat: 339,
} as const;

const reducedResolution = 1;

/** Channels by PhotometricInterpretation: white is zero, black is zero, RGB, palette, YCbCr. */
const photometrics: Record<number, 1 | 3> = { 0: 1, 1: 1, 2: 3, 3: 3, 6: 3 };
const printing: Record<number, string> = { 5: 'CMYK', 8: 'CIELab', 9: 'ICCLab', 10: 'ITULab' };

/**
 * TIFF 6.0 or BigTIFF: one page, 1 to 8 bits (palette and bilevel included) or 16 bits a sample, unsigned.
 * Full scale of 16-bit samples is MaxSampleValue where that is a whole bit depth (1023, 4095 ...), else 65535.
 */
export function tiffHeader(bytes: Buffer): ImageHeader {
  const directories = tiffDirectories(bytes);
  const pages = directories.filter(
    (directory) => ((directory.get(tag.subfileType)?.[0] ?? 0) & reducedResolution) === 0,
  );
  const first = directories[0]!;
  const width = first.get(tag.width)?.[0] ?? 0;
  const height = first.get(tag.height)?.[0] ?? 0;
  const size = { width, height };
  if (pages.length !== 1 || pages[0] !== first) {
    throw new UnreadableImage(
      'unsupported',
      `The TIFF holds ${pages.length} pages: one file must hold one camera image.`,
      size,
    );
  }
  checkData(bytes, first);
  const photometric = first.get(tag.photometric)?.[0] ?? 1;
  const channels = photometrics[photometric];
  if (!channels) {
    const what = printing[photometric] ?? `of photometric interpretation ${photometric}`;
    throw new UnreadableImage('unsupported', `The TIFF is ${what}: export grey or RGB.`, size);
  }
  const bits = first.get(tag.bitsPerSample) ?? [1];
  const format = first.get(tag.sampleFormat)?.[0] ?? 1;
  const supported = bits.every((each) => each === bits[0]) && [1, 2, 4, 8, 16].includes(bits[0]!);
  if (!supported || format !== 1) {
    const kind = { 1: 'unsigned', 2: 'signed', 3: 'floating-point' }[format] ?? 'undefined';
    throw new UnreadableImage(
      'unsupported',
      `The TIFF has ${[...new Set(bits)].join('/')} bits a sample, ${kind}: export 8 or 16 bits, unsigned ` +
        '(10, 12 and 14 bit images in 16 bit samples).',
      size,
    );
  }
  const deep = bits[0] === 16;
  const declared = first.get(tag.maxSampleValue)?.[0];
  const maxValue = deep ? (isFullScale(declared) ? declared : 65535) : 255;
  return { format: 'tiff', width, height, channels, depth: deep ? 'ushort' : 'uchar', maxValue };
}

/** MaxSampleValue may also be the brightest sample that occurs; only 2^n - 1 above 8 bits declares a depth. */
function isFullScale(value: number | undefined): value is number {
  return value !== undefined && value > 255 && value <= 65535 && (value & (value + 1)) === 0;
}

function checkData(bytes: Buffer, directory: TiffDirectory): void {
  const offsets = directory.get(tag.stripOffsets) ?? directory.get(tag.tileOffsets) ?? [];
  const counts = directory.get(tag.stripByteCounts) ?? directory.get(tag.tileByteCounts) ?? [];
  if (offsets.length === 0 || offsets.length !== counts.length) {
    throw new UnreadableImage('notAnImage', 'The TIFF says nowhere where its pixels are.');
  }
  if (offsets.some((offset, i) => offset + counts[i]! > bytes.length)) throw cut(bytes);
}
