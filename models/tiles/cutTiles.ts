import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { concat, reshape, slice, transpose } from '../ops/layout.ts';
import { type TilePlan, tileCount } from './tilePlan.ts';

/** Symbolic size of a batch of tiles: images times tiles. */
export const tileBatch = 'tiles';

/** [N, C, H, W] -> [N * T, C, h, w]: the tiles of an image one after the other, row by row. */
export function cutTiles(whole: Value, { tile, lefts, tops }: TilePlan): Value {
  const [n = 'N', , height] = whole.shape;
  const channels = staticSize('cutTiles', whole.shape, 1);
  const columns = concat(
    lefts.map((start) =>
      reshape(slice(whole, [{ axis: 3, start, end: start + tile.width }]), [
        n,
        channels,
        1,
        height ?? 1,
        tile.width,
      ]),
    ),
    2,
  );
  const grid = concat(
    tops.map((start) =>
      reshape(slice(columns, [{ axis: 3, start, end: start + tile.height }]), [
        n,
        channels,
        1,
        lefts.length,
        tile.height,
        tile.width,
      ]),
    ),
    2,
  );
  return folded(transpose(grid, [0, 2, 3, 1, 4, 5]), [tileBatch, channels, tile.height, tile.width]);
}

/** [N * T, ...] -> [N, T, ...]. */
export function perImage(tiles: Value, plan: Pick<TilePlan, 'lefts' | 'tops'>): Value {
  return folded(tiles, ['N', tileCount(plan), ...tiles.shape.slice(1)]);
}

/** [N, T, ...] -> [N * T, ...]. */
export function perTile(values: Value): Value {
  return folded(values, [tileBatch, ...values.shape.slice(2)]);
}

/** A reshape that changes what the free first size counts, which `reshape` rightly refuses elsewhere. */
function folded(x: Value, shape: Value['shape']): Value {
  const [result] = x.graph.node(
    'Reshape',
    [x, x.graph.constant([-1, ...shape.slice(1).map(Number)], 'int64')],
    [{ type: x.type, shape }],
  ) as [Value];
  return result;
}
