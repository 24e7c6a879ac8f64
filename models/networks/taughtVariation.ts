import { type GoodVariation, goodVariation } from '../anomalies/goodVariation.ts';
import type { Random } from '../random.ts';
import { type ImageShape, augmentInto } from './augment.ts';

/**
 * How good images differ as teaching shows them, augmented: a shift or brightness that it calls good must not be an
 * anomaly as well. undefined of a single image.
 */
export function taughtVariation(
  images: readonly Float32Array[],
  shape: ImageShape,
  random: Random,
): GoodVariation | undefined {
  if (images.length < 2) return undefined;
  const augmented = images.map((image) => {
    const target = new Float32Array(image.length);
    augmentInto(target, 0, image, shape, random);
    return target;
  });
  return goodVariation(augmented, shape);
}
