import type { Value } from '../graph/graph.ts';
import { normalAxis, sameShape, shapeText } from '../graph/shape.ts';
import { only } from './operand.ts';

/** x with the elements at `indices` along one axis (int64, shape of `updates`) replaced by `updates`. */
export function scatterElements(x: Value, indices: Value, updates: Value, axis: number): Value {
  if (!sameShape(indices.shape, updates.shape)) {
    throw new RangeError(
      `ScatterElements: indices ${shapeText(indices.shape)} and updates ${shapeText(updates.shape)} must agree.`,
    );
  }
  const attributes = { axis: { int: normalAxis('ScatterElements', axis, x.shape.length) } };
  return only(
    x.graph.node('ScatterElements', [x, indices, updates], [{ type: x.type, shape: x.shape }], attributes),
  );
}
