import type { Graph, Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { pad, reshape, slice, transpose } from '../ops/layout.ts';
import { matMul } from '../ops/matrix.ts';
import { reduceMean } from '../ops/reduce.ts';
import { resize } from '../ops/resample.ts';

/** Heads without learning describe an image at places: the centres of squares of so many pixels a side. */
export const placeStep = 8;

/** The image with its last row and column repeated until both sides are multiples of `placeStep`. */
export function wholePlaces(image: Value): Value {
  const [bottom, right] = [2, 3].map(
    (axis) => (placeStep - (staticSize('wholePlaces', image.shape, axis) % placeStep)) % placeStep,
  ) as [number, number];
  return bottom + right === 0 ? image : pad(image, [0, 0, 0, 0], [0, 0, bottom, right], 'edge');
}

/** Means over squares of `block` x `block` pixels, which must divide the sides: [N, C, H, W] -> [N, C, H / block, W / block]. */
export function shrunk(x: Value, block: number): Value {
  const width = staticSize('shrunk', x.shape, 3);
  const groups = rowMeans(x, block);
  return matMul(groups, transpose(averaging(x.graph, width / block, block, block)));
}

/**
 * Means over the squares of so many pixels a side around each place, mirrored at the border: whole places [N, C, H, W] ->
 * [N, C, h, w] per side, a multiple of 8. Products with sparse matrices take a fifth of the time of onnxruntime's
 * pooling over large windows.
 */
export function meansAround(x: Value, sides: readonly number[]): Value[] {
  const [height, width] = [2, 3].map((axis) => staticSize('meansAround', x.shape, axis)) as [number, number];
  const [rows, columns] = [height / placeStep, width / placeStep];
  // No square starts within four rows.
  const group = placeStep / 2;
  const grouped = rowMeans(x, group);
  return sides.map((side) => {
    const across = matMul(grouped, transpose(averaging(x.graph, columns, placeStep, side)));
    return matMul(averaging(x.graph, rows, placeStep / group, side / group), across);
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

/** [windows, samples]: weights of the samples in the mean over `size` of them, one window every `step`, mirrored at the border. */
function averaging(graph: Graph, windows: number, step: number, size: number): Value {
  const samples = windows * step;
  const weights = new Array<number>(windows * samples).fill(0);
  for (let window = 0; window < windows; window++) {
    const start = window * step - (size - step) / 2;
    for (let i = start; i < start + size; i++) {
      weights[window * samples + mirrored(i, samples)]! += 1 / size;
    }
  }
  return graph.constant(weights, 'float32', [windows, samples]);
}

/** Index of a sample in a row that goes on as its mirror image on both sides. */
function mirrored(index: number, samples: number): number {
  const inPeriod = ((index % (2 * samples)) + 2 * samples) % (2 * samples);
  return Math.min(inPeriod, 2 * samples - 1 - inPeriod);
}

/** Evidence at each place [N, 1, h, w] as evidence at each pixel of `image`: [N, 1, H, W]. */
export function pixelsOfPlaces(evidence: Value, image: Value): Value {
  const [height, width, rows, columns] = [
    staticSize('pixelsOfPlaces', image.shape, 2),
    staticSize('pixelsOfPlaces', image.shape, 3),
    staticSize('pixelsOfPlaces', evidence.shape, 2),
    staticSize('pixelsOfPlaces', evidence.shape, 3),
  ] as [number, number, number, number];
  const whole = resize(evidence, rows * placeStep, columns * placeStep, 'linear');
  return rows * placeStep === height && columns * placeStep === width
    ? whole
    : slice(whole, [
        { axis: 2, start: 0, end: height },
        { axis: 3, start: 0, end: width },
      ]);
}
