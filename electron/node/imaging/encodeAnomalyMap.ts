import { crc32, deflateSync } from 'node:zlib';

/** Evidence, as a multiple of the limit, at which a map's grey value is full: brighter evidence looks the same. */
export const mapFullScale = 2;

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * Lossless 8 bit grey PNG of an anomaly map [height, width] whose value 1 is where a pixel reaches the limit.
 * The scale is fixed, never the image's own range: grey = round(clamp(value / mapFullScale, 0, 1) * 255), so the
 * limit is grey 128; the screen turns grey into colour.
 *
 * @throws RangeError when the map's length is not width * height or a value is not a number.
 */
export function encodeAnomalyMap(map: Float32Array, width: number, height: number): Buffer {
  if (map.length !== width * height) {
    throw new RangeError(
      `encodeAnomalyMap: ${width}x${height} needs ${width * height} values, got ${map.length}.`,
    );
  }
  // A PNG row starts with its filter; filter 0 (none) throughout.
  const rows = new Uint8Array((width + 1) * height);
  const greyPerEvidence = 255 / mapFullScale;
  for (let y = 0, at = 0; y < height; y++) {
    const row = y * (width + 1) + 1;
    for (let x = 0; x < width; x++) {
      const grey = map[at++]! * greyPerEvidence;
      // Neither comparison holds for what is not a number.
      if (grey < 255) rows[row + x] = grey > 0 ? grey + 0.5 : 0;
      else if (grey >= 255) rows[row + x] = 255;
      else throw new RangeError(`encodeAnomalyMap: the value at ${x}, ${y} is not a number.`);
    }
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    pngSignature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Length, type, data and CRC of type and data, as the PNG specification has it. */
function chunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(data.length + 12);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, 'latin1');
  framed.set(data, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, data.length + 8)), data.length + 8);
  return framed;
}
