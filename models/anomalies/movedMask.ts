import type { ImageShape } from '../networks/augment.ts';
import { changeThreshold } from './changeOf.ts';
import type { GoodVariation } from './goodVariation.ts';
import { closingReach } from './maskOf.ts';
import { smoothedBox } from './smoothedBox.ts';

/** A pixel counts that changed by more than so many deviations of the good images. */
const spreads = 2;
/** Share of such pixels around a marked one. */
const leastShare = 0.4;

/**
 * Where a move of the whole image shows. Random background changes as well, but hardly by more than good images differ there,
 * and in specks: marked is where much of the surroundings changed by more.
 * @param change [height * width]
 * @returns [height * width], 1 where marked, 0 elsewhere
 */
export function movedMask(
  change: Float32Array,
  { width, height }: ImageShape,
  { spread }: GoodVariation,
): Float32Array {
  const shape = { channels: 1, width, height };
  const beyond = change.map((value, pixel) => (value > changeThreshold + spreads * spread[pixel]! ? 1 : 0));
  const share = smoothedBox(beyond, shape, { left: 0, top: 0, width, height }, closingReach(shape));
  return share.map((value) => (value > leastShare ? 1 : 0));
}
