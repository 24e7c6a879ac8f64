import sharp from 'sharp';
import { crc32, deflateSync } from 'node:zlib';
import type { RawImage } from '../../electron/node/imaging/decodedImage.ts';

/** Small image whose every sample differs from its neighbours and tells where it is. */
export function rampImage(width: number, height: number, channels: 1 | 3, bits: 8 | 16 = 8): RawImage {
  const length = width * height * channels;
  const sample = (i: number): number => (i * 37 + Math.floor(i / (width * channels)) * 11) % 251;
  const size = { width, height, channels };
  if (bits === 8) {
    return { ...size, maxValue: 255, depth: 'uchar', data: Uint8Array.from({ length }, (_, i) => sample(i)) };
  }
  const data = Uint16Array.from({ length }, (_, i) => sample(i) * 257 + (i % 200));
  return { ...size, maxValue: 65535, depth: 'ushort', data };
}

/** Encodes pixels with sharp in their own depth and number of channels. */
export function encodeWithSharp(image: RawImage, format: 'png' | 'jpeg' | 'webp' | 'tiff'): Promise<Buffer> {
  const { width, height, channels, depth } = image;
  const grey = channels === 1;
  const space = depth === 'ushort' ? (grey ? 'grey16' : 'rgb16') : grey ? 'b-w' : 'srgb';
  const pipeline = sharp(image.data, { raw: { width, height, channels } }).toColourspace(space);
  if (format === 'webp') return pipeline.webp({ lossless: true }).toBuffer();
  if (format === 'tiff') return pipeline.tiff({ compression: 'none' }).toBuffer();
  return format === 'png' ? pipeline.png().toBuffer() : pipeline.jpeg({ quality: 100 }).toBuffer();
}

interface PngParts {
  width: number;
  height: number;
  bits: number;
  colourType: number;
  /** Filter byte and packed samples of every row, one after the other. */
  rows: Uint8Array;
  /** Extra chunks between header and pixels. */
  extra?: [type: string, data: Buffer][];
}

/** PNG written by hand, for headers no encoder would write. */
export function writePng(parts: PngParts): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, parts.bits, parts.colourType, 0, 0, 0]);
  header.writeUInt32BE(parts.width, 0);
  header.writeUInt32BE(parts.height, 4);
  const chunks: [string, Buffer][] = [
    ['IHDR', header],
    ...(parts.extra ?? []),
    ['IDAT', deflateSync(parts.rows)],
    ['IEND', Buffer.alloc(0)],
  ];
  const framed = chunks.map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  });
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...framed]);
}

/** Tag -> value, or values (SHORT up to 65535, LONG above). */
export type TiffTags = Record<number, number | number[]>;

/**
 * Uncompressed TIFF written by hand: one strip of `data` a page, tags as given (strip tags are added).
 * Little-endian unless `order` says 'MM'.
 */
export function writeTiff(pages: { tags: TiffTags; data: Uint8Array }[], order: 'II' | 'MM' = 'II'): Buffer {
  const little = order === 'II';
  const parts: Buffer[] = [];
  let end = 0;
  const add = (buffer: Buffer): number => {
    const at = end;
    parts.push(buffer);
    end += buffer.length;
    return at;
  };
  const number = (value: number, size: 2 | 4): Buffer => {
    const buffer = Buffer.alloc(size);
    if (little) buffer.writeUIntLE(value, 0, size);
    else buffer.writeUIntBE(value, 0, size);
    return buffer;
  };
  add(Buffer.concat([Buffer.from(order, 'latin1'), number(42, 2)]));
  const link = number(0, 4);
  add(link);
  let previous = link;
  for (const { tags, data } of pages) {
    const dataAt = add(Buffer.from(data));
    const all: TiffTags = { ...tags, 273: dataAt, 279: data.length };
    const entries = Object.entries(all).map(([tag, value]) => {
      const values = Array.isArray(value) ? value : [value];
      const size = values.some((each) => each > 65535) ? 4 : 2;
      const packed = Buffer.concat(values.map((each) => number(each, size)));
      const inline = packed.length <= 4 ? Buffer.concat([packed], 4) : number(add(packed), 4);
      return Buffer.concat([
        number(Number(tag), 2),
        number(size === 2 ? 3 : 4, 2),
        number(values.length, 4),
        inline,
      ]);
    });
    const next = number(0, 4);
    const at = add(Buffer.concat([number(entries.length, 2), ...entries]));
    add(next);
    number(at, 4).copy(previous);
    previous = next;
  }
  return Buffer.concat(parts);
}

/** Tags of a plain grey page. */
export function greyTiffTags(width: number, height: number, bits: number): TiffTags {
  return { 256: width, 257: height, 258: bits, 259: 1, 262: 1, 277: 1, 278: height };
}

/** Bytes of 16 bit samples, as a little-endian file stores them. */
export function littleEndian(samples: Uint16Array): Uint8Array {
  const bytes = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, i) => bytes.writeUInt16LE(sample, i * 2));
  return bytes;
}

interface BmpParts {
  width: number;
  /** Negative: top-down. */
  height: number;
  bits: number;
  /** Palette entries as [red, green, blue]. */
  palette?: [number, number, number][];
  /** Rows as stored, each padded to 4 bytes. */
  rows: number[][];
  method?: number;
  masks?: [number, number, number];
}

/** BMP written by hand from the format's description, independent of the product's own encoder. */
export function writeBmp(parts: BmpParts): Buffer {
  const palette = Buffer.from((parts.palette ?? []).flatMap(([red, green, blue]) => [blue, green, red, 0]));
  const masks = Buffer.alloc(parts.masks ? 12 : 0);
  parts.masks?.forEach((mask, i) => masks.writeUInt32LE(mask, i * 4));
  const rows = Buffer.concat(
    parts.rows.map((row) => Buffer.concat([Buffer.from(row)], Math.ceil(row.length / 4) * 4)),
  );
  const header = Buffer.alloc(54);
  header.write('BM', 'latin1');
  header.writeUInt32LE(54 + masks.length + palette.length + rows.length, 2);
  header.writeUInt32LE(54 + masks.length + palette.length, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(parts.width, 18);
  header.writeInt32LE(parts.height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(parts.bits, 28);
  header.writeUInt32LE(parts.method ?? 0, 30);
  header.writeUInt32LE(parts.palette?.length ?? 0, 46);
  return Buffer.concat([header, masks, palette, rows]);
}
