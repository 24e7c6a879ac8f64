import type { GoodVariation } from '../anomalies/goodVariation.ts';
import { synthesise } from '../anomalies/synthesise.ts';
import { Random } from '../random.ts';
import type { ImageShape } from './augment.ts';
import type { PlacedBatch } from './place.ts';

/** As many synthetic anomalies at least, however few images are held out. */
const leastAnomalies = 32;

/** What a checkpoint is judged by: images the network is not taught on, and the same with synthetic anomalies. */
export interface HeldOutImages {
  readonly goods: readonly Float32Array[];
  /** Of each good image, and of each anomaly the same again and again; for a network that sees tiles. */
  readonly placed?: PlacedBatch | undefined;
  readonly anomalies: readonly Float32Array[];
}

/** Puts synthetic anomalies on held-out good images, each image in turn; the same for the same seed. */
export function heldOutImages(
  goods: readonly Float32Array[],
  shape: ImageShape,
  seed: number,
  variation: GoodVariation | undefined,
  placed?: PlacedBatch,
): HeldOutImages {
  const random = new Random(seed);
  const rounds = Math.ceil(leastAnomalies / goods.length);
  const anomalies = Array.from({ length: rounds }, () => goods)
    .flat()
    .map((image) => synthesise(image, goods, shape, random, variation).image);
  return { goods, anomalies, placed };
}
