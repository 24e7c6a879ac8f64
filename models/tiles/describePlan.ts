import type { Sides } from '../networks/networkSize.ts';
import { planTiles, scaleOf, seenPx } from './planTiles.ts';
import { type TilePlan, tileCount } from './tilePlan.ts';

/** The plan in words: pieces, resolution, what shows at it, what it costs, and what more would take. */
export function describePlan(
  region: Sides,
  plan: TilePlan,
  options: { readonly size: number; readonly smallestDefectPx: number; readonly msPerTile: number },
): string {
  const { smallestDefectPx, msPerTile } = options;
  const { whole, tile, lefts, tops } = plan;
  const tiles = tileCount(plan);
  const pieces =
    tiles === 1
      ? `in one piece of ${text(whole)}`
      : `at ${text(whole)} in ${lefts.length} x ${tops.length} overlapping tiles of ${text(tile)}`;
  const shown = smallestDefectPx * scaleOf(region, plan);
  const judged = `The region of ${text(region)} camera pixels is judged ${pieces}, about ${ms(tiles * msPerTile)} an image`;
  const defect = `a defect ${smallestDefectPx} camera pixels wide shows as ${shown.toFixed(1)}`;
  // Whole tiles round the resolution a little up or down.
  if (shown > 0.9 * seenPx) return `${judged}; ${defect}.`;
  const finest = planTiles(region, { ...options, mostTiles: Infinity, mostPixels: Infinity });
  const needed = tileCount(finest) * msPerTile;
  return (
    `${judged}; ${defect} and may go unseen. Seeing it takes ${tileCount(finest)} tiles, about ${ms(needed)} an image ` +
    `(--ms-per-image ${Math.ceil(needed)}).`
  );
}

const text = ({ width, height }: Sides): string => `${width}x${height}`;
const ms = (value: number): string => `${Math.ceil(value)} ms`;
