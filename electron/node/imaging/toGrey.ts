import type { RawImage } from './decodedImage.ts';

/** Luma of red, green, blue (ITU-R BT.601) in 1/1024; grey stays exactly grey because they add up to 1024. */
const weights = { red: 306, green: 601, blue: 117 };

/** One channel from three, on the samples as they are (no gamma); grey images are returned unchanged. */
export function toGrey(image: RawImage): RawImage {
  if (image.channels === 1) return image;
  const { width, height, maxValue } = image;
  const size = { width, height, channels: 1, maxValue } as const;
  if (image.depth === 'uchar') {
    const data = new Uint8Array(width * height);
    weigh(image.data, data);
    return { ...size, depth: 'uchar', data };
  }
  const data = new Uint16Array(width * height);
  weigh(image.data, data);
  return { ...size, depth: 'ushort', data };
}

function weigh(from: Uint8Array | Uint16Array, to: Uint8Array | Uint16Array): void {
  const { red, green, blue } = weights;
  for (let i = 0, k = 0; i < to.length; i++, k += 3) {
    to[i] = (from[k]! * red + from[k + 1]! * green + from[k + 2]! * blue + 512) >> 10;
  }
}
