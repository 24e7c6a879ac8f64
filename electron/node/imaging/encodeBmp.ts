/**
 * Encodes interleaved 8 bit pixels as an uncompressed Windows bitmap: 1 channel as 8 bit with a grey palette, 3
 * as 24 bit, or as 32 bit (fourth byte 0) on request; bottom-up unless `topDown`.
 *
 * @throws RangeError when the pixels do not fill width * height * channels, or 32 bits are asked for grey.
 */
export function encodeBmp(
  pixels: Uint8Array,
  size: { width: number; height: number; channels: 1 | 3 },
  options: { bits?: 8 | 24 | 32; topDown?: boolean } = {},
): Buffer {
  const { width, height, channels } = size;
  const { topDown = false, bits = channels === 1 ? 8 : 24 } = options;
  if (pixels.length !== width * height * channels) {
    throw new RangeError(`encodeBmp: ${width}x${height}x${channels} does not fit ${pixels.length} samples.`);
  }
  if ((bits === 8) !== (channels === 1)) {
    throw new RangeError(`encodeBmp: ${bits} bits a pixel do not hold ${channels} channels.`);
  }
  const rowBytes = Math.floor((width * bits + 31) / 32) * 4;
  const paletteBytes = bits === 8 ? 1024 : 0;
  const dataStart = 54 + paletteBytes;
  const file = Buffer.alloc(dataStart + rowBytes * height);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(dataStart, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(topDown ? -height : height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(bits, 28);
  file.writeUInt32LE(rowBytes * height, 34);
  for (let i = 0; i < paletteBytes / 4; i++) file.fill(i, 54 + i * 4, 54 + i * 4 + 3);
  for (let y = 0; y < height; y++) {
    let to = dataStart + (topDown ? y : height - 1 - y) * rowBytes;
    const from = y * width * channels;
    if (bits === 8) {
      file.set(pixels.subarray(from, from + width), to);
      continue;
    }
    for (let at = from; at < from + width * 3; at += 3, to += bits / 8) {
      file[to] = pixels[at + 2]!;
      file[to + 1] = pixels[at + 1]!;
      file[to + 2] = pixels[at]!;
    }
  }
  return file;
}
