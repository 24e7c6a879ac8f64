import type { ImageHeader } from './imageHeader.ts';
import { UnreadableImage } from './unreadableImage.ts';

/** WebP (RFC 9649): lossy (VP8), lossless (VP8L) and extended (VP8X) files; always colour, 8 bit. */
export function webpHeader(bytes: Buffer): ImageHeader {
  const declared = bytes.readUInt32LE(4) + 8;
  if (declared > bytes.length || bytes.length < 30) {
    throw new UnreadableImage(
      'incomplete',
      `The WebP has ${bytes.length} of ${declared} bytes: it is truncated or still being written.`,
    );
  }
  return { format: 'webp', ...readSize(bytes), channels: 3, depth: 'uchar', maxValue: 255 };
}

function readSize(bytes: Buffer): { width: number; height: number } {
  const kind = bytes.toString('latin1', 12, 16);
  if (kind === 'VP8 ')
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  if (kind === 'VP8L') {
    const bits = bytes.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (kind === 'VP8X') {
    if (bytes.readUInt8(20) & 0x02) {
      throw new UnreadableImage('unsupported', 'The WebP is animated: one file must hold one camera image.');
    }
    return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  }
  throw new UnreadableImage(
    'notAnImage',
    `The WebP's first chunk is ${JSON.stringify(kind)}: no picture in it.`,
  );
}
