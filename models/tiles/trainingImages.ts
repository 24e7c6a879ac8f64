import type { PlacedBatch } from '../networks/place.ts';
import type { Sides } from '../networks/networkSize.ts';
import { Random } from '../random.ts';
import { type PlanPlaces, planPlaces } from './planPlaces.ts';
import { type TilePlan, tileCount } from './tilePlan.ts';
import { tileTraining } from './tileTraining.ts';

/** Tiles kept while teaching: as many as most runs draw images, and 200 MB of grey at 128x128. */
const mostTiles = { train: 3200, select: 160 };

type Split<T> = Readonly<Record<'train' | 'select', T>>;

/** What a network of this plan is taught and selected on: the images themselves, or tiles of them from every place. */
export interface TrainingImages extends Sides, Split<readonly Float32Array[]> {
  /** Absent when the images are whole. */
  readonly placed?: Split<PlacedBatch> & { readonly places: PlanPlaces };
}

export function trainingImages(
  plan: TilePlan,
  images: Split<readonly Float32Array[]>,
  seed: number,
): TrainingImages {
  if (tileCount(plan) === 1) return { ...plan.tile, ...images };
  const random = new Random(seed);
  const places = planPlaces(plan, images.train);
  const [train, select] = (['train', 'select'] as const).map((part) =>
    tileTraining(images[part], plan, mostTiles[part], random),
  ) as [ReturnType<typeof tileTraining>, ReturnType<typeof tileTraining>];
  const placesOf = (tiles: typeof train): PlacedBatch => ({
    places,
    ofImages: tiles.map(({ place }) => place),
  });
  return {
    ...plan.tile,
    train: train.map(({ pixels }) => pixels),
    select: select.map(({ pixels }) => pixels),
    placed: { places, train: placesOf(train), select: placesOf(select) },
  };
}
