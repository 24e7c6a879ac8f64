import type { Random } from '../random.ts';

export interface ImageShape {
  readonly channels: number;
  readonly width: number;
  readonly height: number;
}

/** How much a good image may be changed and still count as good. */
export const augmentation = {
  /** Largest shift as a share of width and height. */
  shift: 0.02,
  /** Brightness factors run from 1 / (1 + gain) to 1 + gain. */
  gain: 0.2,
} as const;

/**
 * Copies an image (planes of 0..1) into `target` at `offset`, shifted by whole pixels with the border repeated
 * and with another brightness, clipped at 1.
 */
export function augmentInto(
  target: Float32Array,
  offset: number,
  image: Float32Array,
  { channels, width, height }: ImageShape,
  random: Random,
): void {
  const reach = (side: number): number => Math.max(1, Math.round(side * augmentation.shift));
  const shiftX = random.below(2 * reach(width) + 1) - reach(width);
  const shiftY = random.below(2 * reach(height) + 1) - reach(height);
  const gain = (1 + augmentation.gain) ** random.between(-1, 1);
  const columns = Int32Array.from({ length: width }, (_, x) => Math.min(width - 1, Math.max(0, x + shiftX)));
  let index = offset;
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < height; y++) {
      const row = (channel * height + Math.min(height - 1, Math.max(0, y + shiftY))) * width;
      for (let x = 0; x < width; x++) {
        target[index++] = Math.min(1, (image[row + (columns[x] ?? 0)] ?? 0) * gain);
      }
    }
  }
}
