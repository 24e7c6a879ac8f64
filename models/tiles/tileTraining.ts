import type { Random } from '../random.ts';
import { type TilePlan, tileCorners } from './tilePlan.ts';

/** A tile of a good image and where it lies in the plan: index into `tileCorners`. */
export interface TrainingTile {
  /** [channels, tile height, tile width], a copy. */
  readonly pixels: Float32Array;
  readonly place: number;
}

/**
 * Tiles to teach or select a network on, at most about `most`: from every place equally many images, other ones at
 * every place, so that all places and all images are met.
 * @param images [channels, whole height, whole width] each
 */
export function tileTraining(
  images: readonly Float32Array[],
  plan: TilePlan,
  most: number,
  random: Random,
): TrainingTile[] {
  const corners = tileCorners(plan);
  const perPlace = Math.max(1, Math.min(images.length, Math.floor(most / corners.length)));
  return corners.flatMap((corner, place) =>
    random
      .permutation(images.length)
      .slice(0, perPlace)
      .map((index) => ({ pixels: tileOf(images[index]!, plan, corner), place })),
  );
}

/** A copy of one tile of an image. */
export function tileOf(
  image: Float32Array,
  { whole, tile }: TilePlan,
  { x, y }: { readonly x: number; readonly y: number },
): Float32Array {
  const area = whole.width * whole.height;
  const channels = image.length / area;
  const pixels = new Float32Array(channels * tile.width * tile.height);
  for (let channel = 0, at = 0; channel < channels; channel++) {
    for (let row = 0; row < tile.height; row++, at += tile.width) {
      const from = channel * area + (y + row) * whole.width + x;
      pixels.set(image.subarray(from, from + tile.width), at);
    }
  }
  return pixels;
}
