import type { ImageShape } from '../networks/augment.ts';

/** One value a pixel, row-major. */
export interface ValueMap {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Length of the brightness gradient (central differences) of an image reduced to about so many pixels, aspect kept. An image
 * with fewer keeps its size.
 * @param image planes of 0..1, [channels * height * width]
 */
export function gradientMagnitude(image: Float32Array, shape: ImageShape, pixels: number): ValueMap {
  const { values, width, height } = reducedGrey(image, shape, pixels);
  const result = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    const above = Math.max(0, y - 1) * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++) {
      const row = y * width;
      const across = values[row + Math.min(width - 1, x + 1)]! - values[row + Math.max(0, x - 1)]!;
      result[row + x] = Math.hypot(across, values[below + x]! - values[above + x]!);
    }
  }
  return { values: result, width, height };
}

/** Mean of the channels, then of the pixels that fall into each of the fewer ones. */
function reducedGrey(image: Float32Array, shape: ImageShape, pixels: number): ValueMap {
  const scale = Math.min(1, Math.sqrt(pixels / (shape.width * shape.height)));
  const width = Math.max(1, Math.round(shape.width * scale));
  const height = Math.max(1, Math.round(shape.height * scale));
  const values = new Float32Array(width * height);
  const counts = new Float32Array(width * height);
  image.forEach((value, i) => {
    const x = Math.floor(((i % shape.width) * width) / shape.width);
    const y = Math.floor(((Math.floor(i / shape.width) % shape.height) * height) / shape.height);
    const at = y * width + x;
    values[at] = values[at]! + value;
    counts[at] = counts[at]! + 1;
  });
  return { values: values.map((sum, at) => sum / counts[at]!), width, height };
}
