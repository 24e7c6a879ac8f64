import type { ImageHeader } from './imageHeader.ts';
import { UnreadableImage } from './unreadableImage.ts';

const marker = { soi: 0xd8, eoi: 0xd9, sos: 0xda, dht: 0xc4, jpg: 0xc8, dac: 0xcc, tem: 0x01 };

/**
 * JPEG (ITU-T T.81). Walks the segments and the coded data to the end-of-image marker: the decoder itself
 * takes a file whose tail was never written (zeros) for a whole one.
 */
export function jpegHeader(bytes: Buffer): ImageHeader {
  let header: ImageHeader | null = null;
  let at = 2;
  for (;;) {
    at = nextMarker(bytes, at);
    const code = bytes[at + 1]!;
    at += 2;
    if (code === marker.eoi) break;
    if (code === marker.tem || code === marker.soi || isRestart(code)) continue;
    if (at + 2 > bytes.length) throw cut(bytes);
    const length = bytes.readUInt16BE(at);
    if (length < 2 || at + length > bytes.length) throw cut(bytes);
    if (isFrame(code)) header ??= readFrame(bytes, at);
    at += length;
  }
  if (!header) {
    throw new UnreadableImage('notAnImage', 'The JPEG has no frame header: it holds no picture.');
  }
  return header;
}

/** Place of the next marker at or after `at`; stuffed zeros and restarts belong to coded data. */
function nextMarker(bytes: Buffer, at: number): number {
  for (;;) {
    const found = bytes.indexOf(0xff, at);
    const code = found < 0 ? undefined : bytes[found + 1];
    if (code === undefined) throw cut(bytes);
    if (code !== 0 && code !== 0xff && !isRestart(code)) return found;
    at = code === 0xff ? found + 1 : found + 2;
  }
}

function isRestart(code: number): boolean {
  return code >= 0xd0 && code <= 0xd7;
}

function isFrame(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && code !== marker.dht && code !== marker.jpg && code !== marker.dac;
}

function readFrame(bytes: Buffer, at: number): ImageHeader {
  if (at + 8 > bytes.length) throw cut(bytes);
  const bits = bytes.readUInt8(at + 2);
  const height = bytes.readUInt16BE(at + 3);
  const width = bytes.readUInt16BE(at + 5);
  const components = bytes.readUInt8(at + 7);
  const size = { width, height };
  if (bits !== 8) {
    throw new UnreadableImage(
      'unsupported',
      `The JPEG has ${bits} bits a sample; only 8 can be read: export PNG or TIFF for deeper images.`,
      size,
    );
  }
  if (components !== 1 && components !== 3) {
    const what =
      components === 4 ? 'a CMYK JPEG (4 inks, made for printing)' : `a JPEG of ${components} channels`;
    throw new UnreadableImage(
      'unsupported',
      `The image is ${what}; it has no agreed conversion to camera colours: export grey or RGB.`,
      size,
    );
  }
  return { format: 'jpeg', width, height, channels: components, depth: 'uchar', maxValue: 255 };
}

function cut(bytes: Buffer): UnreadableImage {
  return new UnreadableImage(
    'incomplete',
    `The JPEG ends after ${bytes.length} bytes without its end marker: it is truncated or still being written.`,
  );
}
