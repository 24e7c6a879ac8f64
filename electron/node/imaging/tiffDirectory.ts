import { UnreadableImage } from './unreadableImage.ts';

/** Tag -> values, of one image file directory. Only whole-number types are kept. */
export type TiffDirectory = Map<number, number[]>;

/** Bytes of one value by TIFF type; the ones read here are BYTE, SHORT, LONG, SLONG, IFD and their BigTIFF kin. */
const typeBytes: Record<number, number> = { 1: 1, 3: 2, 4: 4, 9: 4, 13: 4, 16: 8, 17: 8, 18: 8 };

const directoryLimit = 64;
const valueLimit = 1_000_000;

/**
 * All directories of a TIFF 6.0 or BigTIFF file, in the file's order.
 *
 * @throws UnreadableImage `incomplete` when a directory or its values lie past the end of the file.
 */
export function tiffDirectories(bytes: Buffer): TiffDirectory[] {
  const little = bytes[0] === 0x49;
  const big = (little ? bytes[2] : bytes[3]) === 43;
  const need = (at: number, length: number): void => {
    if (at < 0 || at + length > bytes.length) throw cut(bytes);
  };
  const read = (at: number, length: number): number => {
    need(at, length);
    if (length === 8) {
      const value = little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at);
      return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
    }
    return little ? bytes.readUIntLE(at, length) : bytes.readUIntBE(at, length);
  };
  const offsetBytes = big ? 8 : 4;
  const countBytes = big ? 8 : 2;
  const entryBytes = big ? 20 : 12;
  const directories: TiffDirectory[] = [];
  let at = read(big ? 8 : 4, offsetBytes);
  if (at === 0) throw cut(bytes);
  while (at !== 0 && directories.length < directoryLimit) {
    const entries = read(at, countBytes);
    if (entries === 0) throw cut(bytes);
    const first = at + countBytes;
    need(first, entries * entryBytes + offsetBytes);
    const directory: TiffDirectory = new Map();
    for (let i = 0; i < entries; i++) {
      const entry = first + i * entryBytes;
      const width = typeBytes[read(entry + 2, 2)];
      const count = read(entry + 4, big ? 8 : 4);
      if (!width || count > valueLimit) continue;
      const inline = entry + (big ? 12 : 8);
      const start = width * count <= offsetBytes ? inline : read(inline, offsetBytes);
      need(start, width * count);
      const values = Array.from({ length: count }, (_, k) => read(start + k * width, width));
      directory.set(read(entry, 2), values);
    }
    directories.push(directory);
    at = read(first + entries * entryBytes, offsetBytes);
  }
  return directories;
}

export function cut(bytes: Buffer): UnreadableImage {
  return new UnreadableImage(
    'incomplete',
    `The TIFF points past its ${bytes.length} bytes: it is truncated or still being written.`,
  );
}
