import type { Value } from '../graph/graph.ts';
import { type Dimension, shapeText, staticSize } from '../graph/shape.ts';
import { type Pair, pair } from './convolution.ts';
import { only, requireFloat } from './operand.ts';

/**
 * [N, C, H, W] -> [N, C, height, width]; pixel centres at half coordinates, so the image does not shift.
 * `antialias` widens the linear kernel when shrinking (opset 18).
 */
export function resize(
  x: Value,
  height: number,
  width: number,
  mode: 'linear' | 'nearest',
  antialias = false,
): Value {
  requireFloat('Resize', x);
  if (x.shape.length !== 4) throw new RangeError(`Resize: needs [N, C, H, W], got ${shapeText(x.shape)}.`);
  if (!(height >= 1 && width >= 1))
    throw new RangeError(`Resize: the result must have pixels, got ${height} x ${width}.`);
  const shape: Dimension[] = [...x.shape.slice(0, 2), height, width];
  const sizes = x.graph.constant([height, width], 'int64');
  return only(
    x.graph.node('Resize', [x, null, null, sizes], [{ type: x.type, shape }], {
      axes: { ints: [2, 3] },
      mode: { string: mode },
      coordinate_transformation_mode: { string: 'half_pixel' },
      nearest_mode: { string: 'round_prefer_floor' },
      ...(antialias ? { antialias: { int: 1 } } : {}),
    }),
  );
}

/** Mean over windows that lie fully inside the image: [N, C, H, W] -> [N, C, H', W'], no padding. */
export function averagePool(x: Value, kernel: Pair, stride: Pair = kernel): Value {
  requireFloat('AveragePool', x);
  const [window, steps] = [pair(kernel), pair(stride)];
  const spatial = [0, 1].map((axis) => {
    const size = staticSize('AveragePool', x.shape, axis + 2);
    const reach = window[axis] ?? 1;
    if (reach > size)
      throw new RangeError(`AveragePool: the window spans ${reach} pixels, the image has ${size}.`);
    return Math.floor((size - reach) / (steps[axis] ?? 1)) + 1;
  });
  const shape = [...x.shape.slice(0, 2), ...spatial];
  return only(
    x.graph.node('AveragePool', [x], [{ type: x.type, shape }], {
      kernel_shape: { ints: window },
      strides: { ints: steps },
    }),
  );
}
