import { inputSize, nearestSize } from '../networks/inputSize.ts';
import { type Sides, sideStep, smallestSide } from '../networks/networkSize.ts';
import { type TilePlan, tileCount, tileStarts, tiledLength } from './tilePlan.ts';

export interface PlanOptions {
  /** A tile has about size x size pixels. */
  readonly size: number;
  /** Width of the smallest defect that has to be seen, camera pixels. */
  readonly smallestDefectPx: number;
  /** Tiles that the time for an image allows. */
  readonly mostTiles: number;
  /** Pixels of the whole that the memory for all images allows. */
  readonly mostPixels: number;
}

/** A defect narrower than this, in pixels the network sees, fades into its surroundings. */
export const seenPx = 1.5;

/** Fewer tiles see little more than one. */
const leastTiles = 4;

/** How much more a tile's change of the whole's width weighs than one of its pixels, both as squared logarithms. */
const widthWeight = 150;

/** Largest change of the aspect ratio that counts as keeping it. */
const aspectKept = 1.1;

/**
 * Tiles for a region: as fine as the smallest defect needs, or as time and memory allow; in one piece where that is fine
 * enough already, or the time allows too few tiles to see more. A region longer than 4:1, which no network can have in one
 * piece, is tiled in any case.
 */
export function planTiles(region: Sides, options: PlanOptions): TilePlan {
  const { size, mostTiles, mostPixels } = options;
  const one = inOnePiece(inputSize(region, size));
  const isKept = keepsAspect(region, one.whole);
  const needed = Math.min(1, seenPx / options.smallestDefectPx);
  const coarsest = Math.max(
    isKept ? scaleOf(region, one) : 0,
    smallestSide / Math.min(region.width, region.height),
  );
  if (isKept && (coarsest >= needed || mostTiles < leastTiles)) return one;
  for (let scale = Math.max(needed, coarsest); scale > coarsest; scale *= 0.98) {
    const plan = layOut(region, scale, size);
    if (tileCount(plan) <= mostTiles && plan.whole.width * plan.whole.height <= mostPixels) return plan;
  }
  return isKept ? one : layOut(region, coarsest, size);
}

/** Pixels the network sees for one of the camera's. */
export function scaleOf(region: Sides, { whole }: TilePlan): number {
  return Math.sqrt((whole.width * whole.height) / (region.width * region.height));
}

export function inOnePiece(whole: Sides): TilePlan {
  return { whole, tile: whole, lefts: [0], tops: [0] };
}

function layOut(region: Sides, scale: number, size: number): TilePlan {
  const wanted = { width: region.width * scale, height: region.height * scale };
  const tile = tileFor(wanted, size);
  const step = sideStep(tile);
  const along = (length: number, side: number): { length: number; starts: readonly number[] } => {
    const overlap = step * Math.ceil(side / (8 * step));
    const covered = tiledLength(length, side, overlap, step);
    return { length: covered, starts: tileStarts(covered, side, overlap, step) };
  };
  const across = along(wanted.width, tile.width);
  const down = along(wanted.height, tile.height);
  return {
    whole: { width: across.length, height: down.length },
    tile,
    lefts: across.starts,
    tops: down.starts,
  };
}

/** A square, or where the whole is narrower than that, as wide as the whole and longer instead. */
function tileFor({ width, height }: Sides, size: number): Sides {
  const shorter = Math.min(width, height);
  if (shorter >= size) return { width: size, height: size };
  const across = width < height ? 'width' : 'height';
  return nearestSize(
    (sides) =>
      widthWeight * Math.log(sides[across] / shorter) ** 2 +
      Math.log((sides.width * sides.height) / size ** 2) ** 2,
  );
}

function keepsAspect(region: Sides, whole: Sides): boolean {
  const change = (whole.width * region.height) / (whole.height * region.width);
  return change < aspectKept && change > 1 / aspectKept;
}
