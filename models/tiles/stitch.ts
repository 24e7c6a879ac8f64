import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { add, mul } from '../ops/elementwise.ts';
import { concat, reshape, slice, split } from '../ops/layout.ts';
import { perImage } from './cutTiles.ts';
import type { TilePlan } from './tilePlan.ts';

/**
 * Maps of tiles [N * T, C, h, w], at the tiles' resolution or a whole fraction of it, to the map of the whole
 * [N, C, H, W]. Where two tiles overlap one fades linearly into the other, so there is no seam; a network that returns its
 * input gives the image back.
 */
export function stitch(tiles: Value, plan: TilePlan): Value {
  const [, channels, height, width] = tiles.shape.map((_, axis) =>
    axis === 0 ? 0 : staticSize('stitch', tiles.shape, axis),
  ) as [number, number, number, number];
  const { lefts, tops, tile } = plan;
  const [across, down] = [tile.width / width, tile.height / height];
  const grid = reshape(perImage(tiles, plan), ['N', tops.length, lefts.length, channels, height, width]);
  const rows = joined(
    split(
      grid,
      2,
      lefts.map(() => 1),
    ),
    5,
    scaled(lefts, across),
  );
  const whole = joined(
    split(
      rows,
      1,
      tops.map(() => 1),
    ),
    4,
    scaled(tops, down),
  );
  return reshape(whole, ['N', channels, plan.whole.height / down, plan.whole.width / across]);
}

function scaled(starts: readonly number[], reduction: number): number[] {
  const cells = starts.map((start) => start / reduction);
  if (cells.every(Number.isInteger)) return cells;
  throw new RangeError(
    `stitch: tiles at ${starts.join(', ')} do not begin with a cell of ${reduction} pixels.`,
  );
}

/** Parts that begin at `starts` of an axis, one after the other, neighbours fading where they overlap. */
function joined(parts: readonly Value[], axis: number, starts: readonly number[]): Value {
  const [first] = parts as readonly [Value];
  const size = staticSize('stitch', first.shape, axis);
  const cut = (part: number, start: number, end: number): Value =>
    slice(parts[part] as Value, [{ axis, start, end }]);
  const overlaps = starts.map((start, i) => (i === 0 ? 0 : starts[i - 1]! + size - start));
  const pieces = parts.flatMap((_, i) => {
    const [before, after] = [overlaps[i]!, overlaps[i + 1] ?? 0];
    if (before < 0 || before + after > size) {
      throw new RangeError(`stitch: parts of ${size} at ${starts.join(', ')} leave gaps or overlap thrice.`);
    }
    const alone = before + after < size ? [cut(i, before, size - after)] : [];
    return before === 0
      ? alone
      : [faded(cut(i - 1, size - before, size), cut(i, 0, before), axis, before), ...alone];
  });
  return concat(pieces, axis);
}

function faded(from: Value, to: Value, axis: number, length: number): Value {
  const shape = from.shape.map((_, i) => (i === axis ? length : 1));
  const ramp = Array.from({ length }, (_, i) => (i + 0.5) / length);
  const rising = from.graph.constant(ramp, 'float32', shape);
  const falling = from.graph.constant(
    ramp.map((share) => 1 - share),
    'float32',
    shape,
  );
  return add(mul(from, falling), mul(to, rising));
}
