import type { Value } from '../graph/graph.ts';
import { type Shape, normalAxis } from '../graph/shape.ts';
import { identity, mul } from './elementwise.ts';
import type { OpName } from './opName.ts';
import { only, requireFloat } from './operand.ts';

export interface ReduceOptions {
  /** Axes to reduce; all by default. */
  readonly axes?: readonly number[];
  /** Keep reduced axes with size 1 (default false). */
  readonly keepDims?: boolean;
}

/** Reduced axes of a reduction node, counted from the front and sorted. */
export function reducedAxes(op: string, rank: number, axes?: readonly number[]): number[] {
  const all = axes ?? Array.from({ length: rank }, (_, axis) => axis);
  const normal = all.map((axis) => normalAxis(op, axis, rank)).sort((a, b) => a - b);
  if (new Set(normal).size !== normal.length)
    throw new RangeError(`${op}: axes must differ, got ${all.join(', ')}.`);
  return normal;
}

/** Shape with the given axes set to 1. */
export const keptShape = (shape: Shape, axes: readonly number[]): Shape =>
  shape.map((size, axis) => (axes.includes(axis) ? 1 : size));

const reduction =
  (op: OpName) =>
  (x: Value, options: ReduceOptions = {}): Value => {
    requireFloat(op, x);
    const axes = reducedAxes(op, x.shape.length, options.axes);
    if (x.shape.length === 0) return op === 'ReduceSumSquare' ? mul(x, x) : identity(x);
    // ONNX reads an empty list of axes as "all": a reduction over none must not become one over everything.
    if (axes.length === 0) throw new RangeError(`${op}: needs at least one axis to reduce.`);
    const keepDims = options.keepDims ?? false;
    const shape = keepDims ? keptShape(x.shape, axes) : x.shape.filter((_, axis) => !axes.includes(axis));
    return only(
      x.graph.node(op, [x, x.graph.constant(axes, 'int64')], [{ type: x.type, shape }], {
        keepdims: { int: keepDims ? 1 : 0 },
      }),
    );
  };

export const reduceMean = reduction('ReduceMean');
export const reduceSum = reduction('ReduceSum');
export const reduceSumSquare = reduction('ReduceSumSquare');
export const reduceMax = reduction('ReduceMax');
export const reduceMin = reduction('ReduceMin');

/** Index of the largest element along one axis, which is removed; int64. */
export function argMax(x: Value, axis: number): Value {
  const normal = normalAxis('ArgMax', axis, x.shape.length);
  const shape = x.shape.filter((_, index) => index !== normal);
  return only(
    x.graph.node('ArgMax', [x], [{ type: 'int64', shape }], { axis: { int: normal }, keepdims: { int: 0 } }),
  );
}
