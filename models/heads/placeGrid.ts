import type { Graph, Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { pad, reshape, slice, transpose } from '../ops/layout.ts';
import { matMul } from '../ops/matrix.ts';
import { reduceMean } from '../ops/reduce.ts';
import { resize } from '../ops/resample.ts';

/** Places an image is described at, at most: that many of 256 x 256 pixels at the finest step. */
const placesAtMost = 1024;
const finestStep = 8;

/**
 * Heads without learning describe an image at places: the centres of squares of so many pixels a side. 8, twice that as
 * often as it takes to have no more than 1024 places.
 */
export function placeStep(image: Value): number {
  const [height, width] = [2, 3].map((axis) => staticSize('placeStep', image.shape, axis)) as [
    number,
    number,
  ];
  let step = finestStep;
  while (Math.ceil(height / step) * Math.ceil(width / step) > placesAtMost) step *= 2;
  return step;
}

/** The image with its last row and column repeated until both sides are whole steps. */
export function wholePlaces(image: Value): Value {
  const step = placeStep(image);
  const [bottom, right] = [2, 3].map((axis) => {
    const beyond = staticSize('wholePlaces', image.shape, axis) % step;
    return beyond === 0 ? 0 : step - beyond;
  }) as [number, number];
  return bottom + right === 0 ? image : pad(image, [0, 0, 0, 0], [0, 0, bottom, right], 'edge');
}

/** Means over squares of `block` x `block` pixels, which must divide the sides: [N, C, H, W] -> [N, C, H / block, W / block]. */
export function shrunk(x: Value, block: number): Value {
  const width = staticSize('shrunk', x.shape, 3);
  return matMul(rowMeans(x, block), transpose(averaging(x.graph, width / block, block, block)));
}

/**
 * Means over the squares of so many steps a side around each place, as far as they lie in the image: whole places [N, C, H, W] ->
 * [N, C, h, w] per side. Products with sparse matrices take a fifth of the time of onnxruntime's pooling over large
 * windows.
 */
export function meansAround(x: Value, sides: readonly number[]): Value[] {
  const step = placeStep(x);
  const [rows, columns] = [2, 3].map((axis) => staticSize('meansAround', x.shape, axis) / step) as [
    number,
    number,
  ];
  // No square starts within half a step.
  const halves = rowMeans(x, step / 2);
  return sides.map((side) => {
    const across = matMul(halves, transpose(averaging(x.graph, columns, step, side * step)));
    return matMul(averaging(x.graph, rows, 2, 2 * side), across);
  });
}

/** Means over `count` rows: [N, C, H, W] -> [N, C, H / count, W]. */
function rowMeans(x: Value, count: number): Value {
  const [channels, height, width] = [1, 2, 3].map((axis) => staticSize('rowMeans', x.shape, axis)) as [
    number,
    number,
    number,
  ];
  return reduceMean(reshape(x, ['N', channels, height / count, count, width]), { axes: [3] });
}

/** [windows, samples]: weights of the samples in the mean over those of `size` that there are, one window every `step`. */
function averaging(graph: Graph, windows: number, step: number, size: number): Value {
  const samples = windows * step;
  const weights = new Array<number>(windows * samples).fill(0);
  for (let window = 0; window < windows; window++) {
    const middle = (window + 0.5) * step;
    const [first, end] = [Math.max(0, middle - size / 2), Math.min(samples, middle + size / 2)];
    weights.fill(1 / (end - first), window * samples + first, window * samples + end);
  }
  return graph.constant(weights, 'float32', [windows, samples]);
}

/** Evidence at each place [N, 1, h, w] as evidence at each pixel of `image`: [N, 1, H, W], linear in between. */
export function pixelsOfPlaces(evidence: Value, image: Value): Value {
  const step = placeStep(image);
  const [height, width] = [2, 3].map((axis) => staticSize('pixelsOfPlaces', image.shape, axis)) as [
    number,
    number,
  ];
  const [bottom, right] = [2, 3].map((axis) => step * staticSize('pixelsOfPlaces', evidence.shape, axis)) as [
    number,
    number,
  ];
  const whole = resize(evidence, bottom, right, 'linear');
  return bottom === height && right === width
    ? whole
    : slice(whole, [
        { axis: 2, start: 0, end: height },
        { axis: 3, start: 0, end: width },
      ]);
}
