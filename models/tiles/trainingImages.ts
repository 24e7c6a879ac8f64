import type { Sides } from '../networks/networkSize.ts';
import { Random } from '../random.ts';
import { type TilePlan, tileCount } from './tilePlan.ts';
import { tileTraining } from './tileTraining.ts';

/** Tiles kept while teaching: more of them than most runs have steps times images, and 200 MB of grey at 128x128. */
const mostTiles = { train: 3200, select: 320 };

export interface TrainingImages extends Sides {
  readonly train: readonly Float32Array[];
  readonly select: readonly Float32Array[];
}

/** What a network of this plan is taught and selected on: the images themselves, or tiles of them from every place. */
export function trainingImages(
  plan: TilePlan,
  images: { readonly train: readonly Float32Array[]; readonly select: readonly Float32Array[] },
  seed: number,
): TrainingImages {
  if (tileCount(plan) === 1) return { ...plan.tile, ...images };
  const random = new Random(seed);
  const pixelsOf = (from: readonly Float32Array[], most: number): Float32Array[] =>
    tileTraining(from, plan, most, random).map(({ pixels }) => pixels);
  return {
    ...plan.tile,
    train: pixelsOf(images.train, mostTiles.train),
    select: pixelsOf(images.select, mostTiles.select),
  };
}
