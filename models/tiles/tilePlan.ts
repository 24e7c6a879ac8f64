import type { Preprocessing } from '../manifest.ts';
import type { Sides } from '../networks/networkSize.ts';

/** How a region is laid out in overlapping tiles; one tile that is all of it is a plan too. */
export interface TilePlan {
  /** What the region is resized to, pixels. */
  readonly whole: Sides;
  /** What the network sees at a time. */
  readonly tile: Sides;
  /** Where tiles begin from the left, ascending; the first is 0, the last ends with the whole. */
  readonly lefts: readonly number[];
  /** The same from the top; every column has the same rows. */
  readonly tops: readonly number[];
}

/** The plan a bundle's images are judged by. */
export function planOf({
  width,
  height,
  tiles,
}: Pick<Preprocessing, 'width' | 'height' | 'tiles'>): TilePlan {
  const whole = { width, height };
  return tiles === undefined
    ? { whole, tile: whole, lefts: [0], tops: [0] }
    : { whole, tile: { width: tiles.width, height: tiles.height }, lefts: tiles.lefts, tops: tiles.tops };
}

export const tileCount = ({ lefts, tops }: Pick<TilePlan, 'lefts' | 'tops'>): number =>
  lefts.length * tops.length;

/** Top left corners, row by row. */
export function tileCorners({
  lefts,
  tops,
}: TilePlan): readonly { readonly x: number; readonly y: number }[] {
  return tops.flatMap((y) => lefts.map((x) => ({ x, y })));
}

/**
 * Where tiles of `side` begin on `length` pixels, in multiples of `step`: as few as leave all neighbours `overlap` in common,
 * spread evenly. @throws RangeError when they cannot lie so, or three of them would share a place (`tiledLength`).
 */
export function tileStarts(length: number, side: number, overlap: number, step: number): readonly number[] {
  const gaps = Math.ceil((length - side) / (side - overlap));
  const starts = Array.from({ length: gaps + 1 }, (_, i) =>
    gaps === 0 ? 0 : step * Math.floor((i * (length - side)) / (gaps * step)),
  );
  const fits = [length, side, overlap].every((size) => size % step === 0) && side <= length;
  if (!fits || starts.some((start, i) => i > 1 && starts[i - 2]! + side > start)) {
    throw new RangeError(
      `tileStarts: tiles of ${side} with ${overlap} in common cannot cover ${length} in steps of ${step}.`,
    );
  }
  return starts;
}

/** Largest share by which a length is cut for one tile less, and for no place to lie in three tiles. */
const shortened = 0.07;

/** The length nearest to `wanted` that tiles of `side` cover as `tileStarts` asks, a little less where that saves a tile. */
export function tiledLength(wanted: number, side: number, overlap: number, step: number): number {
  const length = Math.max(side, step * Math.round(wanted / step));
  const full = side + Math.floor((length - side) / (side - overlap)) * (side - overlap);
  return length <= (1 + shortened) * full ? full : length;
}
