import { bmpLayout, cutBmp } from './bmpLayout.ts';
import type { DecodedImage } from './decodedImage.ts';

/**
 * Decodes an uncompressed bitmap of 1, 4, 8 (palette), 24 or 32 bits, bottom-up or top-down. The fourth byte of
 * 32 bit pixels is ignored: writers leave it 0. A palette of greys only gives one channel.
 *
 * @throws UnreadableImage as `readHeader`.
 */
export function decodeBmp(bytes: Buffer): DecodedImage {
  const layout = bmpLayout(bytes);
  const { width, height, channels, bits, rowBytes, palette, order } = layout;
  // The last row's padding is left out by some writers.
  const end = layout.dataStart + rowBytes * (height - 1) + Math.ceil((width * bits) / 8);
  if (end > bytes.length) throw cutBmp(bytes, end, { width, height });
  const data = new Uint8Array(width * height * channels);
  // The greys of nearly every 8 bit camera file are 0 to 255 in order: its rows are the samples.
  const isPlainGrey = bits === 8 && channels === 1 && palette.every((grey, i) => grey === Math.floor(i / 3));
  for (let y = 0; y < height; y++) {
    const row = layout.dataStart + (layout.topDown ? y : height - 1 - y) * rowBytes;
    const to = data.subarray(y * width * channels, (y + 1) * width * channels);
    if (isPlainGrey) to.set(bytes.subarray(row, row + width));
    else if (bits >= 24) unpackRow(bytes, row, bits / 8, order, to);
    else lookUpRow(bytes, row, bits, palette, channels, to);
  }
  return { format: 'bmp', width, height, channels, depth: 'uchar', maxValue: 255, data };
}

function unpackRow(
  bytes: Buffer,
  row: number,
  step: number,
  [red, green, blue]: [number, number, number],
  to: Uint8Array,
): void {
  for (let i = 0, from = row; i < to.length; i += 3, from += step) {
    to[i] = bytes[from + red]!;
    to[i + 1] = bytes[from + green]!;
    to[i + 2] = bytes[from + blue]!;
  }
}

function lookUpRow(
  bytes: Buffer,
  row: number,
  bits: number,
  palette: Uint8Array,
  channels: number,
  to: Uint8Array,
): void {
  const mask = (1 << bits) - 1;
  for (let i = 0, bit = 0; i < to.length; i += channels, bit += bits) {
    const index = (bytes[row + (bit >> 3)]! >> (8 - bits - (bit & 7))) & mask;
    for (let channel = 0; channel < channels; channel++) to[i + channel] = palette[index * 3 + channel]!;
  }
}
