import { evidenceOf } from '../fusion/evidenceGraph.ts';
import type { FusedHead, Fusion } from '../fusion/fusion.ts';
import { add, mul } from '../ops/elementwise.ts';
import type { HeadOutputs } from './head.ts';
import type { OwnHeadName } from './heads.ts';

/**
 * All heads in one score: the weighted mean of their tail evidence, -log of the share of good images expected to
 * score higher (Fisher's way of combining tests, with weights), in nats. Rises with every head's score beyond its smallest held-out
 * good one, however far. Map: the heads' maps by the same weights, each in units of its peak on held-out good
 * images.
 * @param outputs of the heads that `fusion` names, in one graph.
 * @throws RangeError when `fusion` names no head, or one that has no output.
 */
export function fused(
  fusion: Fusion,
  outputs: Readonly<Partial<Record<OwnHeadName, HeadOutputs>>>,
): HeadOutputs {
  const terms = (Object.entries(fusion) as [OwnHeadName, FusedHead][]).map(([name, head]): HeadOutputs => {
    const output = outputs[name];
    if (!output) throw new RangeError(`fused: ${name} has a weight but is no head of this model.`);
    return {
      score: mul(evidenceOf(output.score, head.curve), head.weight),
      map: mul(output.map, head.weight / head.pixelLimit),
    };
  });
  if (terms.length === 0) throw new RangeError('fused: needs at least one head to combine, got none.');
  return terms.reduce((sum, term) => ({
    score: add(sum.score, term.score),
    map: add(sum.map, term.map),
  }));
}
