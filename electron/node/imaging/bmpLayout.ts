import type { ImageHeader } from './imageHeader.ts';
import { UnreadableImage } from './unreadableImage.ts';

export interface BmpLayout extends ImageHeader {
  bits: 1 | 4 | 8 | 24 | 32;
  topDown: boolean;
  dataStart: number;
  /** Bytes of one stored row, padded to a multiple of 4. */
  rowBytes: number;
  /** Red, green, blue per palette entry; empty for 24 and 32 bit. */
  palette: Uint8Array;
  /** Byte place of red, green and blue in a stored pixel of 24 or 32 bits. */
  order: [number, number, number];
}

const fileHeaderBytes = 14;
const compression = { none: 0, bitFields: 3, alphaBitFields: 6 };
const compressionNames: Record<number, string> = {
  1: 'RLE8',
  2: 'RLE4',
  4: 'embedded JPEG',
  5: 'embedded PNG',
};

/**
 * What a Windows or OS/2 bitmap declares; whether its pixels are all there is for `decodeBmp` to say.
 *
 * @throws UnreadableImage `unsupported` for compressed and 16 bit bitmaps, `notAnImage`, `incomplete`.
 */
export function bmpLayout(bytes: Buffer): BmpLayout {
  if (bytes.length < fileHeaderBytes + 12) throw cutBmp(bytes, fileHeaderBytes + 12);
  const infoBytes = bytes.readUInt32LE(14);
  const isOs2 = infoBytes === 12;
  if (!isOs2 && (infoBytes < 40 || infoBytes > 256)) {
    throw new UnreadableImage(
      'notAnImage',
      `The BMP has an information header of ${infoBytes} bytes, not 12 or 40 to 256.`,
    );
  }
  if (bytes.length < fileHeaderBytes + infoBytes) throw cutBmp(bytes, fileHeaderBytes + infoBytes);
  const width = isOs2 ? bytes.readUInt16LE(18) : bytes.readInt32LE(18);
  const signedHeight = isOs2 ? bytes.readUInt16LE(20) : bytes.readInt32LE(22);
  const height = Math.abs(signedHeight);
  const bits = bytes.readUInt16LE(isOs2 ? 24 : 28);
  const method = isOs2 ? compression.none : bytes.readUInt32LE(30);
  const size = { width, height };
  if (width < 1 || height < 1) {
    throw new UnreadableImage('notAnImage', `The BMP declares a size of ${width}x${signedHeight} pixels.`);
  }
  const masked = method === compression.bitFields || method === compression.alphaBitFields;
  if (method !== compression.none && !(masked && bits === 32)) {
    const name = compressionNames[method] ?? `method ${method}`;
    throw new UnreadableImage(
      'unsupported',
      `The BMP is compressed (${name}, ${bits} bit): export it uncompressed.`,
      size,
    );
  }
  if (bits !== 1 && bits !== 4 && bits !== 8 && bits !== 24 && bits !== 32) {
    throw new UnreadableImage('unsupported', `The BMP has ${bits} bits a pixel: export 8, 24 or 32.`, size);
  }
  const dataStart = bytes.readUInt32LE(10);
  const rowBytes = Math.floor((width * bits + 31) / 32) * 4;
  const palette =
    bits <= 8 ? readPalette(bytes, fileHeaderBytes + infoBytes, bits, isOs2, dataStart) : new Uint8Array();
  const grey = bits <= 8 && palette.every((value, i) => value === palette[i - (i % 3)]);
  return {
    format: 'bmp',
    width,
    height,
    channels: grey ? 1 : 3,
    depth: 'uchar',
    maxValue: 255,
    bits,
    topDown: signedHeight < 0,
    dataStart,
    rowBytes,
    palette,
    order: masked ? byteOrder(bytes, size) : [2, 1, 0],
  };
}

function readPalette(bytes: Buffer, at: number, bits: number, isOs2: boolean, end: number): Uint8Array {
  const entryBytes = isOs2 ? 3 : 4;
  const declared = isOs2 ? 0 : bytes.readUInt32LE(46);
  const entries = Math.min(declared || 1 << bits, 1 << bits, Math.floor((end - at) / entryBytes));
  // Indexes past the palette's end are black, as in every viewer.
  const palette = new Uint8Array((1 << bits) * 3);
  for (let i = 0; i < entries; i++) {
    for (let channel = 0; channel < 3; channel++)
      palette[i * 3 + channel] = bytes[at + i * entryBytes + 2 - channel]!;
  }
  return palette;
}

/** Byte places of whole-byte colour masks; other masks do not occur in 8 bit a channel. */
function byteOrder(bytes: Buffer, size: { width: number; height: number }): [number, number, number] {
  const masks = [54, 58, 62].map((at) => bytes.readUInt32LE(at));
  const places = masks.map((mask) => [0xff, 0xff00, 0xff0000, 0xff000000].indexOf(mask));
  const [red, green, blue] = places;
  if (red === undefined || green === undefined || blue === undefined || places.includes(-1)) {
    const shown = masks.map((mask) => `0x${mask.toString(16)}`).join(', ');
    throw new UnreadableImage(
      'unsupported',
      `The BMP has colour masks ${shown}: export 8 bits a channel.`,
      size,
    );
  }
  return [red, green, blue];
}

/** The refusal of a bitmap that should have `needed` bytes. */
export function cutBmp(
  bytes: Buffer,
  needed: number,
  size: { width: number; height: number } | null = null,
): UnreadableImage {
  return new UnreadableImage(
    'incomplete',
    `The BMP has ${bytes.length} of ${needed} bytes: it is truncated or still being written.`,
    size,
  );
}
