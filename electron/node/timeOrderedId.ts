import { randomBytes } from 'node:crypto';

let lastMs = 0;
let counter = 0;

/**
 * UUID version 7 (RFC 9562): its first 48 bits are milliseconds since 1970, so ids sort by the time they were made.
 * Within a millisecond, and when the clock is set back, a 12-bit counter keeps the order of this process.
 */
export function timeOrderedId<Id extends string>(nowMs: number): Id {
  const wholeMs = Math.floor(nowMs);
  if (wholeMs > lastMs) {
    lastMs = wholeMs;
    counter = randomBytes(1).readUInt8();
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  const parts = [0, 8, 12, 16, 20].map((start, index, starts) => hex.slice(start, starts[index + 1]));
  return parts.join('-') as Id;
}

/** Milliseconds since 1970 in a time-ordered id; null when the text is none. */
export function timeOfId(id: string): number | null {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.exec(id);
  return match === null ? null : Number.parseInt(`${match[1]}${match[2]}`, 16);
}

/** No time-ordered id made at or after that moment is below it, and none made before is above. */
export function firstIdOf(timeMs: number): string {
  const hex = timeMs.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
