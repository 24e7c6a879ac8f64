import type { GoodImage } from './goodImage.ts';
import { leastBads } from './classifier/requireLabels.ts';
import { shuffledByContent } from './splitGoods.ts';

export interface BadSplit {
  /** These may choose: heads, weights, a classifier. */
  readonly choose: readonly GoodImage[];
  /** These choose nothing, so that they can tell how many bad parts escape. */
  readonly measure: readonly GoodImage[];
}

/**
 * Splits images of bad parts in halves by a shuffle of their content hashes; of an odd number one more chooses, and of few the
 * three that a classifier needs. The same images and seed give the same split.
 */
export function splitBads(bads: readonly GoodImage[], seed: number): BadSplit {
  const order = shuffledByContent(
    bads.map(({ sha256 }) => sha256),
    seed,
  );
  const half = Math.max(leastBads, Math.ceil(order.length / 2));
  const of = (indices: readonly number[]): GoodImage[] => indices.map((index) => bads[index]!);
  return { choose: of(order.slice(0, half)), measure: of(order.slice(half)) };
}
