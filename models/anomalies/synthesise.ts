import type { ImageShape } from '../networks/augment.ts';
import type { Random } from '../random.ts';
import { type AnomalyKind, anomalyKinds, movesWhole, possibleKinds } from './anomalyKinds.ts';
import { cellGrid } from './cellGrid.ts';
import { changeOf } from './changeOf.ts';
import type { GoodVariation } from './goodVariation.ts';
import { maskOf } from './maskOf.ts';
import { movedMask } from './movedMask.ts';
import { placement } from './placement.ts';
import { visibility } from './visibility.ts';

export interface SyntheticAnomaly {
  /** Planes of 0..1, [channels * height * width]. */
  readonly image: Float32Array;
  /** [height * width]: 1 where the image was changed, after a move of the whole where that shows; 0 elsewhere. */
  readonly mask: Float32Array;
  readonly kind: AnomalyKind;
}

/** Least `visibility` of an anomaly: one that cannot be seen would be a good image called bad. */
export const leastVisibility = 4.5;
const attempts = 8;

/**
 * A good image with one anomaly, of a kind drawn evenly from the possible ones and redrawn until it can be seen. The same
 * arguments and state of `random` give the same anomaly.
 * @param image planes of 0..1, [channels * height * width]
 * @param others further good images of the same shape, to take texture from; may be empty and may contain `image`
 * @param variation of the good images; without it the kinds that move the whole image are left out
 * @throws RangeError when an anomaly of no kind can be seen in the image
 */
export function synthesise(
  image: Float32Array,
  others: readonly Float32Array[],
  shape: ImageShape,
  random: Random,
  variation?: GoodVariation,
): SyntheticAnomaly {
  const kinds = possibleKinds(variation);
  for (const index of random.permutation(kinds.length)) {
    const anomaly = synthesiseKind(kinds[index]!, image, others, shape, random, variation);
    if (anomaly) return anomaly;
  }
  throw new RangeError(
    `synthesise: no anomaly can be seen in an image of ${shape.width}x${shape.height} pixels; check that its values lie in 0..1 and that it is large enough.`,
  );
}

/** As `synthesise`, of one kind; null when some draws of it cannot be seen in the image. */
export function synthesiseKind(
  kind: AnomalyKind,
  image: Float32Array,
  others: readonly Float32Array[],
  shape: ImageShape,
  random: Random,
  variation?: GoodVariation,
): SyntheticAnomaly | null {
  const grid = cellGrid(image, shape);
  const place = placement(grid, variation?.structure, shape, random);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const fromOther = others.length > 0 && random.uniform() < 0.5;
    const source = fromOther ? others[random.below(others.length)]! : image;
    const target = image.slice();
    anomalyKinds[kind](target, { image, source, shape, random, grid, place, variation });
    clip(target);
    const change = changeOf(image, target, shape);
    if (visibility(change, shape, grid, variation?.spread) < leastVisibility) continue;
    const mask = variation && movesWhole(kind) ? movedMask(change, shape, variation) : maskOf(change, shape);
    if (mask.includes(1)) return { image: target, mask, kind };
  }
  return null;
}

function clip(image: Float32Array): void {
  for (let i = 0; i < image.length; i++) {
    const value = image[i]!;
    if (value < 0) image[i] = 0;
    else if (value > 1) image[i] = 1;
  }
}
