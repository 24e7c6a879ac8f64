import type { ImageHeader } from './imageHeader.ts';
import { UnreadableImage } from './unreadableImage.ts';

const signatureBytes = 8;
const colourTypes: Record<number, { channels: 1 | 3 }> = {
  0: { channels: 1 },
  2: { channels: 3 },
  3: { channels: 3 },
  4: { channels: 1 },
  6: { channels: 3 },
};

/**
 * PNG (W3C PNG, third edition). Walks the chunks to IEND, so that a file cut at a chunk's edge is found too.
 * sBIT does not change full scale: the specification has the encoder scale samples up to the whole depth.
 */
export function pngHeader(bytes: Buffer): ImageHeader {
  let header: ImageHeader | null = null;
  for (let at = signatureBytes; ;) {
    if (at + 12 > bytes.length) throw cut(bytes);
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > bytes.length) throw cut(bytes);
    if (at === signatureBytes) {
      if (type !== 'IHDR' || length !== 13) {
        throw new UnreadableImage(
          'notAnImage',
          `The PNG's first chunk is ${JSON.stringify(type)}, not IHDR.`,
        );
      }
      header = readIhdr(bytes, at + 8);
    }
    if (type === 'acTL') {
      const frames = length >= 4 ? bytes.readUInt32BE(at + 8) : 0;
      throw new UnreadableImage(
        'unsupported',
        `The PNG is animated (${frames} frames): one file must hold one camera image.`,
      );
    }
    if (type === 'IEND') break;
    at += 12 + length;
  }
  return header!;
}

function readIhdr(bytes: Buffer, at: number): ImageHeader {
  const width = bytes.readUInt32BE(at);
  const height = bytes.readUInt32BE(at + 4);
  const bits = bytes.readUInt8(at + 8);
  const colourType = bytes.readUInt8(at + 9);
  const colour = colourTypes[colourType];
  if (!colour) {
    throw new UnreadableImage(
      'unsupported',
      `The PNG declares colour type ${colourType}, which does not exist.`,
    );
  }
  const deep = bits === 16;
  return {
    format: 'png',
    width,
    height,
    channels: colour.channels,
    depth: deep ? 'ushort' : 'uchar',
    maxValue: deep ? 65535 : 255,
  };
}

function cut(bytes: Buffer): UnreadableImage {
  return new UnreadableImage(
    'incomplete',
    `The PNG ends after ${bytes.length} bytes without its closing chunk: it is truncated or still being written.`,
  );
}
