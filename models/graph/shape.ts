/** A size, or the name of a size that is known only when the graph runs (such as the batch 'N'). */
export type Dimension = number | string;
export type Shape = readonly Dimension[];

export const shapeText = (shape: Shape): string => `[${shape.join(', ')}]`;

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i]);

/** Number of elements. @throws RangeError when a dimension is symbolic. */
export function elementCount(shape: Shape): number {
  return staticShape('elementCount', shape).reduce((product, size) => product * size, 1);
}

/** The shape as numbers. @throws RangeError naming the operation when a dimension is symbolic. */
export function staticShape(op: string, shape: Shape): readonly number[] {
  return shape.map((size) => {
    if (typeof size === 'number') return size;
    throw new RangeError(`${op}: every size must be a number here, got ${shapeText(shape)}.`);
  });
}

/** A dimension as a number. @throws RangeError naming operation and axis when it is symbolic or absent. */
export function staticSize(op: string, shape: Shape, axis: number): number {
  const size = shape[axis];
  if (typeof size === 'number') return size;
  throw new RangeError(`${op}: the size of axis ${axis} must be a number, got ${shapeText(shape)}.`);
}

/** Counts a negative axis from the end. @throws RangeError when it lies outside the shape. */
export function normalAxis(op: string, axis: number, rank: number): number {
  const positive = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(axis) && positive >= 0 && positive < rank) return positive;
  throw new RangeError(`${op}: axis ${axis} does not exist in a tensor of ${rank} dimensions.`);
}

/** Shape of an elementwise operation (ONNX multidirectional broadcasting). */
export function broadcastShapes(op: string, ...shapes: Shape[]): Shape {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    let result: Dimension = 1;
    for (const shape of shapes) {
      const size = shape[axis - rank + shape.length] ?? 1;
      if (size === 1 || size === result) continue;
      if (result !== 1) {
        throw new RangeError(`${op}: shapes ${shapes.map(shapeText).join(' and ')} do not broadcast.`);
      }
      result = size;
    }
    return result;
  });
}
