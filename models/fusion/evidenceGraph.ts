import type { Value } from '../graph/graph.ts';
import { add, div, relu, sub } from '../ops/elementwise.ts';
import { reshape } from '../ops/layout.ts';
import { matMul } from '../ops/matrix.ts';
import type { EvidenceCurve } from './evidenceCurve.ts';

/** `evidenceAt` in a graph, [N] -> [N]: a sum of ramps, one at each knot that takes the change of slope. */
export function evidenceOf(score: Value, { scores, evidence }: EvidenceCurve): Value {
  const { graph } = score;
  const start = scores[0]!;
  // Knots lie at moderate numbers then, whatever the unit of the score.
  const unit = scores[1]! - start;
  const slopes = scores
    .slice(1)
    .map((knot, i) => ((evidence[i + 1]! - evidence[i]!) / (knot - scores[i]!)) * unit);
  const changes = slopes.map((slope, i) => slope - (slopes[i - 1] ?? 0));
  const places = graph.constant(scores.slice(0, -1).map((knot) => (knot - start) / unit));
  const along = reshape(div(sub(score, start), unit), ['N', 1]);
  const ramps = relu(sub(along, places));
  const summed = matMul(ramps, graph.constant(changes, score.type, [changes.length, 1]));
  return add(reshape(summed, ['N']), evidence[0]!);
}
