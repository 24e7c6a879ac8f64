import type { Value } from '../graph/graph.ts';
import { shapeText } from '../graph/shape.ts';
import { transpose } from '../ops/layout.ts';
import { matMul } from '../ops/matrix.ts';

/** Row i says how much of each input element goes into output element i along one axis. */
export type AxisMap = readonly (readonly number[])[];

/** The map that picks input element `indices[i]` as output element i. */
export const pickingMap = (indices: readonly number[], size: number): AxisMap =>
  indices.map((index) => Array.from({ length: size }, (_, column) => (column === index ? 1 : 0)));

/** Applies the adjoint of a map along one axis: a gradient of the outputs becomes one of the inputs. */
export function adjointAlong(gradient: Value, axis: number, map: AxisMap): Value {
  const [first] = map;
  if (!first || gradient.shape[axis] !== map.length) {
    throw new RangeError(
      `A map of ${map.length} rows does not fit axis ${axis} of ${shapeText(gradient.shape)}.`,
    );
  }
  const matrix = gradient.graph.constant(map.flat(), gradient.type, [map.length, first.length]);
  const last = gradient.shape.length - 1;
  if (axis === last) return matMul(gradient, matrix);
  const swap = gradient.shape.map((_, index) => (index === axis ? last : index === last ? axis : index));
  return transpose(matMul(transpose(gradient, swap), matrix), swap);
}

/** Source index of every element after padding one axis by edge repetition or reflection. */
export function paddedIndices(
  size: number,
  before: number,
  after: number,
  mode: 'edge' | 'reflect',
): number[] {
  return Array.from({ length: before + size + after }, (_, position) => {
    const index = position - before;
    if (mode === 'edge') return Math.min(size - 1, Math.max(0, index));
    const period = Math.max(1, 2 * (size - 1));
    const folded = ((index % period) + period) % period;
    return folded < size ? folded : period - folded;
  });
}

/** Interpolation weights of Resize along one axis (ONNX: half_pixel, linear or nearest, optional antialias). */
export function resizeMap(from: number, to: number, mode: 'linear' | 'nearest', antialias: boolean): AxisMap {
  const scale = to / from;
  return Array.from({ length: to }, (_, position) => {
    const centre = (position + 0.5) / scale - 0.5;
    const row = Array<number>(from).fill(0);
    if (mode === 'nearest') {
      // round_prefer_floor: halves go down.
      const index = Math.min(from - 1, Math.max(0, Math.ceil(centre - 0.5)));
      row[index] = 1;
      return row;
    }
    // Pixels beyond the border repeat the outermost one, with antialiasing too (exclude_outside = 0).
    const reach = antialias && scale < 1 ? 1 / scale : 1;
    for (let index = Math.floor(centre - reach); index <= centre + reach; index++) {
      const inside = Math.min(from - 1, Math.max(0, index));
      row[inside] = (row[inside] ?? 0) + Math.max(0, 1 - Math.abs(index - centre) / reach);
    }
    const total = row.reduce((sum, weight) => sum + weight, 0);
    return row.map((weight) => weight / total);
  });
}
