import type { Classifier } from '../classifier/classifier.ts';
import { evidenceOf } from '../fusion/evidenceGraph.ts';
import type { Value } from '../graph/graph.ts';
import { add, mul, softplus } from '../ops/elementwise.ts';
import { reshape } from '../ops/layout.ts';
import { matMul } from '../ops/matrix.ts';
import type { HeadOutputs } from './head.ts';
import type { OwnHeadName } from './heads.ts';

/**
 * What labelled bad images taught: a linear support vector machine over the evidence of the heads and the latent
 * (`fitClassifier`). Score: softplus of its decision, in units of the softplus of 0, so 1 where it is undecided, above 0 and
 * without upper end. It says how sure, not where: its map is that of `fused`.
 * @param latentMean [N, latentSize]; needed when the classifier has latent weights.
 */
export function classifier(
  { heads, latent, bias }: Classifier,
  outputs: Readonly<Partial<Record<OwnHeadName, HeadOutputs>>>,
  latentMean: Value | undefined,
  fused: HeadOutputs,
): HeadOutputs {
  const terms = Object.entries(heads).map(([name, { curve, weight }]) => {
    const output = outputs[name as OwnHeadName];
    if (!output) throw new RangeError(`classifier: ${name} has a weight but is no head of this model.`);
    return mul(evidenceOf(output.score, curve), weight);
  });
  if (latent) {
    if (!latentMean) throw new RangeError('classifier: looks at the latent, and this network has none.');
    const weights = latentMean.graph.initializer('classifierLatent', [latent.length, 1], latent);
    terms.push(reshape(matMul(latentMean, weights), ['N']));
  }
  const decision = add(terms.reduce(add), bias);
  return { score: mul(softplus(decision), 1 / Math.LN2), map: fused.map };
}
