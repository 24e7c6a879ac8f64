import type { Value } from '../graph/graph.ts';
import {
  type Dimension,
  type Shape,
  broadcastShapes,
  normalAxis,
  sameShape,
  shapeText,
  staticSize,
} from '../graph/shape.ts';
import { only } from './operand.ts';

const numericCount = (shape: Shape): number =>
  shape.reduce<number>((product, size) => (typeof size === 'number' ? product * size : product), 1);

const symbols = (shape: Shape): string =>
  shape
    .filter((size) => typeof size === 'string')
    .sort()
    .join();

/**
 * The same elements in another shape. One size may be -1: computed from the others. A symbolic size must occur
 * in both shapes.
 */
export function reshape(x: Value, shape: Shape): Value {
  const known = shape.filter((size) => size !== -1);
  const refuse = (): never => {
    throw new RangeError(`Reshape: ${shapeText(x.shape)} does not fit ${shapeText(shape)}.`);
  };
  const missing = numericCount(x.shape) / numericCount(known);
  if (symbols(x.shape) !== symbols(known) || shape.length - known.length > 1) refuse();
  if (!Number.isInteger(missing) || (known.length === shape.length && missing !== 1)) refuse();
  const result = shape.map((size) => (size === -1 ? missing : size));
  // In the operator's shape input 0 copies the input's size on that axis and -1 infers one.
  const stored = result.map((size, axis) =>
    typeof size === 'number' ? size : size === x.shape[axis] ? 0 : -1,
  );
  if (stored.filter((size) => size === -1).length > 1) refuse();
  return only(
    x.graph.node('Reshape', [x, x.graph.constant(stored, 'int64')], [{ type: x.type, shape: result }]),
  );
}

/** Result axis i is input axis permutation[i]; reverses all axes by default. */
export function transpose(x: Value, permutation?: readonly number[]): Value {
  const order = permutation ?? x.shape.map((_, axis) => x.shape.length - 1 - axis);
  if (
    [...order].sort((a, b) => a - b).some((axis, index) => axis !== index) ||
    order.length !== x.shape.length
  ) {
    throw new RangeError(
      `Transpose: [${order.join(', ')}] is no permutation of the axes of ${shapeText(x.shape)}.`,
    );
  }
  const shape = order.map((axis) => x.shape[axis] ?? 1);
  return only(x.graph.node('Transpose', [x], [{ type: x.type, shape }], { perm: { ints: order } }));
}

/** Joins tensors along one axis; all other sizes must agree. */
export function concat(values: readonly Value[], axis: number): Value {
  const [first] = values;
  if (!first) throw new RangeError('Concat: needs at least one tensor, got none.');
  const normal = normalAxis('Concat', axis, first.shape.length);
  let total = 0;
  for (const value of values) {
    const rest = (shape: Shape): Shape => shape.filter((_, index) => index !== normal);
    if (value.type !== first.type || !sameShape(rest(value.shape), rest(first.shape))) {
      throw new RangeError(
        `Concat: along axis ${normal}, ${first.type} ${shapeText(first.shape)} and ${value.type} ${shapeText(value.shape)} do not join.`,
      );
    }
    if (values.length > 1) total += staticSize('Concat', value.shape, normal);
  }
  const shape = first.shape.map((size, index) => (index === normal && values.length > 1 ? total : size));
  return only(first.graph.node('Concat', values, [{ type: first.type, shape }], { axis: { int: normal } }));
}

export interface SliceRange {
  readonly axis: number;
  /** First index, 0-based. */
  readonly start: number;
  /** Index after the last. */
  readonly end: number;
  readonly step?: number;
}

/** Cuts 0 <= start < end <= size on the axes named. */
export function slice(x: Value, ranges: readonly SliceRange[]): Value {
  const shape: Dimension[] = [...x.shape];
  for (const { axis, start, end, step = 1 } of ranges) {
    const size = staticSize('Slice', x.shape, normalAxis('Slice', axis, x.shape.length));
    if (!(start >= 0 && start < end && end <= size && step >= 1)) {
      throw new RangeError(
        `Slice: ${start}..${end} in steps of ${step} does not lie within axis ${axis} of size ${size}.`,
      );
    }
    shape[normalAxis('Slice', axis, x.shape.length)] = Math.ceil((end - start) / step);
  }
  const column = (key: (range: SliceRange) => number): Value => x.graph.constant(ranges.map(key), 'int64');
  const inputs = [
    column((range) => range.start),
    column((range) => range.end),
    column((range) => normalAxis('Slice', range.axis, x.shape.length)),
    column((range) => range.step ?? 1),
  ];
  return only(x.graph.node('Slice', [x, ...inputs], [{ type: x.type, shape }]));
}

export type PadMode = 'constant' | 'edge' | 'reflect';

/** Adds elements around x: `before` and `after` per axis, zeros unless a mode says otherwise. */
export function pad(
  x: Value,
  before: readonly number[],
  after: readonly number[],
  mode: PadMode = 'constant',
): Value {
  const rank = x.shape.length;
  if (before.length !== rank || after.length !== rank || [...before, ...after].some((size) => !(size >= 0))) {
    throw new RangeError(
      `Pad: needs ${rank} sizes >= 0 before and after, got [${before.join(', ')}] and [${after.join(', ')}].`,
    );
  }
  const shape = x.shape.map((size, axis) => {
    const extra = (before[axis] ?? 0) + (after[axis] ?? 0);
    return extra === 0 ? size : staticSize('Pad', x.shape, axis) + extra;
  });
  const pads = x.graph.constant([...before, ...after], 'int64');
  return only(x.graph.node('Pad', [x, pads], [{ type: x.type, shape }], { mode: { string: mode } }));
}

/** Broadcasts x to a numeric shape. */
export function expand(x: Value, shape: readonly number[]): Value {
  const result = broadcastShapes('Expand', x.shape, shape);
  return only(
    x.graph.node('Expand', [x, x.graph.constant(shape, 'int64')], [{ type: x.type, shape: result }]),
  );
}

/** Cuts x into consecutive parts along one axis; the sizes must add up. */
export function split(x: Value, axis: number, sizes: readonly number[]): Value[] {
  const normal = normalAxis('Split', axis, x.shape.length);
  const size = staticSize('Split', x.shape, normal);
  if (sizes.reduce((sum, part) => sum + part, 0) !== size) {
    throw new RangeError(
      `Split: parts [${sizes.join(', ')}] do not add up to the size ${size} of axis ${normal}.`,
    );
  }
  const outputs = sizes.map((part) => ({
    type: x.type,
    shape: x.shape.map((old, index) => (index === normal ? part : old)),
  }));
  return x.graph.node('Split', [x, x.graph.constant(sizes, 'int64')], outputs, { axis: { int: normal } });
}

/** Elements at constant indices along one axis; a list keeps the axis, a single index removes it. */
export function gather(x: Value, indices: readonly number[] | number, axis: number): Value {
  const normal = normalAxis('Gather', axis, x.shape.length);
  const size = staticSize('Gather', x.shape, normal);
  const list = typeof indices === 'number' ? [indices] : indices;
  const outside = list.find((index) => !(Number.isInteger(index) && index >= 0 && index < size));
  if (outside !== undefined)
    throw new RangeError(`Gather: index ${outside} lies outside axis ${normal} of size ${size}.`);
  const middle = typeof indices === 'number' ? [] : [list.length];
  const shape = [...x.shape.slice(0, normal), ...middle, ...x.shape.slice(normal + 1)];
  const stored = x.graph.constant(indices, 'int64');
  return only(x.graph.node('Gather', [x, stored], [{ type: x.type, shape }], { axis: { int: normal } }));
}

/** [N, C * b * b, H, W] -> [N, C, H * b, W * b], channels read as (C, row, column) (mode CRD). */
export function depthToSpace(x: Value, block: number): Value {
  const [channels, height, width] = [1, 2, 3].map((axis) => staticSize('DepthToSpace', x.shape, axis)) as [
    number,
    number,
    number,
  ];
  if (channels % (block * block) !== 0) {
    throw new RangeError(`DepthToSpace: block ${block} squared must divide channels, got ${channels}.`);
  }
  const shape = [x.shape[0] ?? 1, channels / (block * block), height * block, width * block];
  return only(
    x.graph.node('DepthToSpace', [x], [{ type: x.type, shape }], {
      blocksize: { int: block },
      mode: { string: 'CRD' },
    }),
  );
}

/** [N, C, H, W] -> [N, b * b * C, H / b, W / b], channels ordered (row, column, C) as ONNX defines it. */
export function spaceToDepth(x: Value, block: number): Value {
  const [channels, height, width] = [1, 2, 3].map((axis) => staticSize('SpaceToDepth', x.shape, axis)) as [
    number,
    number,
    number,
  ];
  if (height % block !== 0 || width % block !== 0) {
    throw new RangeError(`SpaceToDepth: block ${block} must divide the image, got ${height} x ${width}.`);
  }
  const shape = [x.shape[0] ?? 1, channels * block * block, height / block, width / block];
  return only(x.graph.node('SpaceToDepth', [x], [{ type: x.type, shape }], { blocksize: { int: block } }));
}
