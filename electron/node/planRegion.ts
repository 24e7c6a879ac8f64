import { availableParallelism } from 'node:os';
import type { Preprocessing } from '../../models/manifest.ts';
import { type NetworkSize, type Sides, defaultLatentSize } from '../../models/networks/networkSize.ts';
import type { Provider } from '../../models/session.ts';
import { describePlan } from '../../models/tiles/describePlan.ts';
import { measureTileMs } from '../../models/tiles/measureTile.ts';
import { planTiles } from '../../models/tiles/planTiles.ts';
import { type TilePlan, tileCount } from '../../models/tiles/tilePlan.ts';

/** What the engineer says about resolution and time. */
export interface PlanWishes {
  /** A tile, or the input in one piece, has about size x size pixels. */
  readonly size: number;
  /** Width of the smallest defect that has to be seen, camera pixels; default 3. */
  readonly smallestDefectPx?: number;
  /**
   * Time that judging an image may take; default 25 ms for each megapixel of a region of 2 or more. A smaller one is judged in
   * one piece unless something is wished: nobody's teaching depends on how fast the machine is without being asked.
   */
  readonly msPerImage?: number;
  /** Most tiles, instead of what the time allows: the same on every machine. */
  readonly mostTiles?: number;
  readonly provider?: Provider;
  readonly threads?: number;
}

export interface RegionPlan {
  readonly preprocessing: Pick<Preprocessing, 'width' | 'height' | 'tiles'>;
  /** The plan in a sentence; null where the region is small enough to be seen whole without a thought. */
  readonly told: string | null;
}

/** A region from this size on: an image decodes in about this time, and judging may take as long. */
const large = { megapixels: 2, msPerMegapixel: 25 };
/** Prepared images of all good parts are held in memory while teaching. */
const bytesForImages = 800e6;
export const defaultDefectPx = 3;

/** Resolution and tiles for a region of `images` images, by what they cost on this machine. */
export async function planRegion(
  region: Sides,
  { images, channels }: { readonly images: number; readonly channels: 1 | 3 },
  wishes: PlanWishes,
): Promise<RegionPlan> {
  const { size, smallestDefectPx = defaultDefectPx, provider = 'cpu' } = wishes;
  const unbounded = { size, smallestDefectPx, mostTiles: Infinity, mostPixels: Infinity };
  const finest = planTiles(region, unbounded);
  if (tileCount(finest) === 1) return { preprocessing: finest.whole, told: null };
  const network: NetworkSize = { ...finest.tile, channels, latentSize: defaultLatentSize };
  const threads = wishes.threads ?? availableParallelism();
  const msPerTile = await measureTileMs(network, { provider, threads });
  const megapixels = (region.width * region.height) / 1e6;
  const isWished = wishes.msPerImage !== undefined || wishes.smallestDefectPx !== undefined;
  const msPerImage = wishes.msPerImage ?? large.msPerMegapixel * Math.max(1, megapixels);
  const usual = isWished || megapixels >= large.megapixels ? Math.floor(msPerImage / msPerTile) : 1;
  const plan = planTiles(region, {
    ...unbounded,
    mostTiles: wishes.mostTiles ?? usual,
    mostPixels: bytesForImages / (Float32Array.BYTES_PER_ELEMENT * channels * Math.max(1, images)),
  });
  return {
    preprocessing: { ...plan.whole, ...tilesOf(plan) },
    told: describePlan(region, plan, { size, smallestDefectPx, msPerTile }),
  };
}

function tilesOf({ tile, lefts, tops }: TilePlan): Pick<Preprocessing, 'tiles'> {
  if (lefts.length * tops.length === 1) return {};
  return { tiles: { ...tile, lefts: [...lefts], tops: [...tops] } };
}
