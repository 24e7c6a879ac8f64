import type { Value } from '../graph/graph.ts';
import { sameShape, shapeText } from '../graph/shape.ts';
import { add } from '../ops/elementwise.ts';
import { type DifferentiableOp, differentiableOps } from '../ops/opName.ts';
import { gradientRules } from './gradientRules.ts';

/** A value together with the gradient of the loss with respect to it. */
export interface Seed {
  readonly value: Value;
  readonly gradient: Value;
}

export interface GradientOptions {
  /** Values taken as constants: no gradient passes through them. */
  readonly stopAt?: Iterable<Value>;
}

const isDifferentiable = (op: string): op is DifferentiableOp =>
  differentiableOps.includes(op as DifferentiableOp);

/**
 * Appends the nodes that compute the gradients of a scalar with respect to `wrt`, by one walk back through the
 * graph. `loss` is that scalar, or seeds where its gradient is known already.
 * @throws RangeError when the loss is no scalar or does not depend on a value of `wrt`.
 */
export function gradients(
  loss: Value | readonly Seed[],
  wrt: readonly Value[],
  options: GradientOptions = {},
): Value[] {
  const seeds = 'graph' in loss ? [scalarSeed(loss)] : loss;
  const graph = seeds[0]?.value.graph;
  if (!graph) throw new RangeError('gradients: needs a loss or at least one seed.');
  const nodes = [...graph.nodes];
  const stopAt = new Set(options.stopAt);

  const dependent = new Set(wrt);
  for (const node of nodes) {
    if (!isDifferentiable(node.op) || !node.inputs.some((input) => input && dependent.has(input))) continue;
    for (const output of node.outputs) if (!stopAt.has(output)) dependent.add(output);
  }

  const known = new Map<Value, Value>();
  const accumulate = (value: Value, gradient: Value): void => {
    if (!sameShape(value.shape, gradient.shape)) {
      throw new RangeError(
        `gradients: "${value.name}" is ${shapeText(value.shape)}, its gradient ${shapeText(gradient.shape)}.`,
      );
    }
    const earlier = known.get(value);
    known.set(value, earlier ? add(earlier, gradient) : gradient);
  };
  for (const { value, gradient } of seeds) accumulate(value, gradient);

  for (const node of nodes.reverse()) {
    const outputGradients = node.outputs.map(
      (output) => (dependent.has(output) ? known.get(output) : undefined) ?? null,
    );
    if (!isDifferentiable(node.op) || outputGradients.every((gradient) => gradient === null)) continue;
    const wanted = node.inputs.map((input) => input !== null && dependent.has(input));
    if (!wanted.includes(true)) continue;
    const inputGradients = gradientRules[node.op](node, outputGradients);
    node.inputs.forEach((input, index) => {
      const gradient = inputGradients[index];
      if (input && wanted[index] && gradient) accumulate(input, gradient());
    });
  }
  return wrt.map((value) => {
    const gradient = known.get(value);
    if (!gradient) throw new RangeError(`gradients: the loss does not depend on "${value.name}".`);
    return gradient;
  });
}

function scalarSeed(loss: Value): Seed {
  if (loss.shape.length > 0)
    throw new RangeError(`gradients: the loss must be a scalar, got ${shapeText(loss.shape)}.`);
  return { value: loss, gradient: loss.graph.constant(1, loss.type) };
}
