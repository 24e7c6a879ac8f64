import type { TrainingPicture } from '../../../models/trainNetwork.ts';
import type { RawImage } from '../imaging/decodedImage.ts';
import { encodeArchive } from '../imaging/encodeArchive.ts';

export interface Pair {
  readonly image: TrainingPicture;
  readonly reconstruction: TrainingPicture;
}

/** PNG with the images side by side above their reconstructions. All are of one size. @throws RangeError without any. */
export async function drawReconstructions(pairs: readonly Pair[]): Promise<Buffer> {
  const first = pairs[0]?.image;
  if (first === undefined) throw new RangeError('drawReconstructions: there is nothing to draw.');
  const { width, height, channels } = first;
  const rowBytes = width * channels;
  const sheetRowBytes = rowBytes * pairs.length;
  const data = new Uint8Array(sheetRowBytes * height * 2);
  pairs.forEach(({ image, reconstruction }, column) => {
    [image, reconstruction].forEach(({ pixels }, half) => {
      for (let row = 0; row < height; row++) {
        const line = pixels.subarray(row * rowBytes, (row + 1) * rowBytes);
        data.set(line, (half * height + row) * sheetRowBytes + column * rowBytes);
      }
    });
  });
  const size = { width: width * pairs.length, height: height * 2, channels };
  const sheet: RawImage = { ...size, maxValue: 255, depth: 'uchar', data };
  return encodeArchive(sheet);
}
