import type { HeadName } from '../../../models/manifest.ts';
import { kindOf, type KnownImage, type ScoredImages } from './scoredImages.ts';

/** The `count` good images and the `count` others whose score is nearest to `near`, by rising score. */
export function nearestImages(
  scored: ScoredImages,
  head: HeadName,
  near: number,
  count: number,
): KnownImage[] {
  const isGood = (image: KnownImage) => ['good', 'taughtGood'].includes(kindOf(image));
  const nearest = (images: readonly KnownImage[]) =>
    images
      .map((image) => ({ image, score: scored.score(head, image) }))
      .sort((a, b) => Math.abs(a.score - near) - Math.abs(b.score - near))
      .slice(0, count);
  return [
    ...nearest(scored.images.filter(isGood)),
    ...nearest(scored.images.filter((image) => !isGood(image))),
  ]
    .sort((a, b) => a.score - b.score)
    .map(({ image }) => image);
}
