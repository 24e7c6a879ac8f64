import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { reshape } from '../ops/layout.ts';
import { reduceMean } from '../ops/reduce.ts';
import { topK } from '../ops/topK.ts';
import { worstCount } from './worstCount.ts';

/** Mean over the worst `share` of the places of an image (`worstCount`): [N, 1, h, w] -> [N]. */
export function worstPlaces(evidence: Value, share: number, image: Value): Value {
  const places = staticSize('worstPlaces', evidence.shape, 2) * staticSize('worstPlaces', evidence.shape, 3);
  const flat = reshape(evidence, ['N', places]);
  return reduceMean(topK(flat, worstCount(places, share, image)).values, { axes: [1] });
}
