import type { GraphNode, Value } from '../graph/graph.ts';
import { type Shape, sameShape } from '../graph/shape.ts';
import { identity } from '../ops/elementwise.ts';
import { reshape } from '../ops/layout.ts';
import { reduceSum } from '../ops/reduce.ts';

/**
 * Gradients of a scalar with respect to a node's inputs, given those of its outputs (null: that output does not
 * contribute). One entry per input, evaluated only when wanted; null marks an input without gradient.
 */
export type GradientRule = (
  node: GraphNode,
  outputGradients: readonly (Value | null)[],
) => readonly (((() => Value) | null) | undefined)[];

/** A rule for nodes with one output: receives the inputs, the output's gradient, the output and the node. */
export const rule =
  (
    gradient: (
      inputs: readonly [Value, Value, Value],
      dy: Value,
      y: Value,
      node: GraphNode,
    ) => readonly ((() => Value) | null)[],
  ): GradientRule =>
  (node, [dy]) => {
    const [y] = node.outputs;
    if (!dy || !y) throw new TypeError(`${node.op}: its gradient was asked for without one of its output.`);
    // The operation checked its own inputs: a rule reads no more of them than the operation takes.
    return gradient(node.inputs as unknown as readonly [Value, Value, Value], dy, y, node);
  };

/** Undoes broadcasting: sums a gradient over the axes along which `shape` was repeated. */
export function sumTo(gradient: Value, shape: Shape): Value {
  if (sameShape(gradient.shape, shape)) return gradient;
  const extra = gradient.shape.length - shape.length;
  const axes = gradient.shape.flatMap((size, axis) =>
    axis < extra || (shape[axis - extra] === 1 && size !== 1) ? [axis] : [],
  );
  const summed = axes.length > 0 ? reduceSum(gradient, { axes, keepDims: true }) : identity(gradient);
  return sameShape(summed.shape, shape) ? summed : reshape(summed, shape);
}
