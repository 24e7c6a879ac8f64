import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';

/** Pixels of the largest image that a network sees in one piece. */
const onePiece = 256 * 256;

/**
 * How many of an image's places make a score: a share of them, of a larger image as many as of one in one piece. A defect does
 * not grow with the image it lies in, and more places would drown it.
 */
export function worstCount(places: number, share: number, image: Value): number {
  const pixels = staticSize('worstCount', image.shape, 2) * staticSize('worstCount', image.shape, 3);
  return Math.max(1, Math.round(share * places * Math.min(1, onePiece / pixels)));
}
