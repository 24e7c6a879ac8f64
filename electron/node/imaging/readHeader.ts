import type { ImageHeader } from './imageHeader.ts';
import { bmpLayout } from './bmpLayout.ts';
import { jpegHeader } from './jpegHeader.ts';
import { pngHeader } from './pngHeader.ts';
import { tiffHeader } from './tiffHeader.ts';
import { UnreadableImage } from './unreadableImage.ts';
import { webpHeader } from './webpHeader.ts';

interface Signature {
  name: string;
  matches: (bytes: Buffer) => boolean;
  header: (bytes: Buffer) => ImageHeader;
}

const startsWith =
  (...hex: string[]) =>
  (bytes: Buffer): boolean =>
    hex.some((start) => bytes.subarray(0, start.length / 2).equals(Buffer.from(start, 'hex')));

const refuse = (name: string) => (): never => {
  throw new UnreadableImage(
    'unsupported',
    `The file is ${name}; Plumbline reads PNG, JPEG, BMP, TIFF and WebP.`,
  );
};

/** By content, never by name: cameras and people rename files. */
const signatures: readonly Signature[] = [
  { name: 'PNG', matches: startsWith('89504e470d0a1a0a'), header: pngHeader },
  { name: 'JPEG', matches: startsWith('ffd8ff'), header: jpegHeader },
  { name: 'TIFF', matches: startsWith('49492a00', '4d4d002a', '49492b00', '4d4d002b'), header: tiffHeader },
  {
    name: 'WebP',
    matches: (bytes) =>
      bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
    header: webpHeader,
  },
  { name: 'BMP', matches: startsWith('424d'), header: bmpLayout },
  { name: 'GIF', matches: startsWith('474946383761', '474946383961'), header: refuse('a GIF') },
  { name: 'PDF', matches: startsWith('255044462d'), header: refuse('a PDF document') },
  { name: 'ZIP', matches: startsWith('504b0304'), header: refuse('a ZIP archive') },
  {
    name: 'JPEG 2000',
    matches: startsWith('0000000c6a502020', 'ff4fff51'),
    header: refuse('a JPEG 2000 image'),
  },
  {
    name: 'HEIF',
    matches: (bytes) => bytes.toString('latin1', 4, 8) === 'ftyp',
    header: refuse('a HEIF, AVIF or video file'),
  },
];

/**
 * Reads what the file declares and proves that the file is there to its end.
 *
 * @throws UnreadableImage `incomplete` when bytes are missing, `notAnImage` for other content, `unsupported`
 *   for images of a kind that is refused.
 */
export function readHeader(bytes: Buffer): ImageHeader {
  if (bytes.length === 0) {
    throw new UnreadableImage('incomplete', 'The file is empty (0 bytes): nothing was written into it.');
  }
  const found = signatures.find((signature) => signature.matches(bytes));
  if (found) return found.header(bytes);
  const start = bytes.subarray(0, 16);
  if (start.every((byte) => byte === 0)) {
    throw new UnreadableImage(
      'incomplete',
      `The file has ${bytes.length} bytes but starts with zeros: its space was reserved, its content not written.`,
    );
  }
  throw new UnreadableImage(
    'notAnImage',
    `The file is not an image Plumbline reads (PNG, JPEG, BMP, TIFF or WebP): it starts with ${quoted(start)}.`,
  );
}

function quoted(start: Buffer): string {
  const text = start.toString('latin1');
  if (/^[\x20-\x7e\t\r\n]+$/.test(text)) return `the text ${JSON.stringify(text)}`;
  return `the bytes ${start.subarray(0, 8).toString('hex').replace(/../g, '$& ').trim()}`;
}
