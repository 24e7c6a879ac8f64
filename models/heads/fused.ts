import type { EvidenceCurve } from '../fusion/evidenceCurve.ts';
import type { FusedHead, Fusion } from '../fusion/fusion.ts';
import type { Value } from '../graph/graph.ts';
import { add, div, mul, relu, sub } from '../ops/elementwise.ts';
import { matMul } from '../ops/matrix.ts';
import { reshape } from '../ops/layout.ts';
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
      score: mul(evidence(output.score, head.curve), head.weight),
      map: mul(output.map, head.weight / head.pixelLimit),
    };
  });
  if (terms.length === 0) throw new RangeError('fused: needs at least one head to combine, got none.');
  return terms.reduce((sum, term) => ({
    score: add(sum.score, term.score),
    map: add(sum.map, term.map),
  }));
}

/** The curve as a sum of ramps, [N] -> [N]: one at each knot takes the change of slope. */
function evidence(score: Value, { scores, evidence: values }: EvidenceCurve): Value {
  const { graph } = score;
  const start = scores[0]!;
  // Knots lie at moderate numbers then, whatever the unit of the score.
  const unit = scores[1]! - start;
  const slopes = scores
    .slice(1)
    .map((knot, i) => ((values[i + 1]! - values[i]!) / (knot - scores[i]!)) * unit);
  const changes = slopes.map((slope, i) => slope - (slopes[i - 1] ?? 0));
  const places = graph.constant(scores.slice(0, -1).map((knot) => (knot - start) / unit));
  const along = reshape(div(sub(score, start), unit), ['N', 1]);
  const ramps = relu(sub(along, places));
  const summed = matMul(ramps, graph.constant(changes, score.type, [changes.length, 1]));
  return add(reshape(summed, ['N']), values[0]!);
}
