import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { conv } from '../ops/convolution.ts';
import { pad } from '../ops/layout.ts';
import { placeStep, shrunk, wholePlaces } from './placeGrid.ts';

/** Cosine products kept of a patch, as [down, right] in half periods: the slowest ten of 4 x 4, all of 2 x 2. */
const slow = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
  [0, 2],
  [2, 0],
  [1, 2],
  [2, 1],
  [2, 2],
  [0, 3],
] as const;
const all = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/**
 * What an image looks like around each place, [N, C, H, W] in 0..1 -> [N, D, h, w]: slow cosine components (Ahmed,
 * Natarajan and Rao 1974, DCT-II, orthonormal) of the mean over channels in squares of two steps and of one
 * step a side, of means over half a step. With colour also the means of first and last channel less that mean. D is 14 or, for colour, 18.
 */
export function patchFrequencies(image: Value): Value {
  const channels = staticSize('patchFrequencies', image.shape, 1);
  const lightness = Array.from({ length: channels }, () => 1 / channels);
  const patches = [...slow.map((order) => cosine(4, order)), ...all.map((order) => cosine(2, order))];
  const means = [cosine(4, [0, 0]), cosine(2, [0, 0])];
  const opponents =
    channels === 1
      ? []
      : [0, channels - 1].map((own) => lightness.map((share, i) => (i === own ? 1 - share : -share)));
  const filters = [
    ...patches.map((patch) => weighted(lightness, patch)),
    ...opponents.flatMap((mix) => means.map((patch) => weighted(mix, patch))),
  ];
  const x = shrunk(wholePlaces(image), placeStep(image) / 2);
  const border = [0, 0, 1, 1];
  const weights = image.graph.constant(filters.flat(2), image.type, [filters.length, channels, 4, 4]);
  return conv(pad(x, border, border, 'edge'), weights, null, { stride: 2 });
}

const weighted = (mix: readonly number[], patch: readonly number[]): number[][] =>
  mix.map((share) => patch.map((value) => share * value));

/** Product of two cosines on the middle `side` x `side` of a 4 x 4 patch, norm 1. */
function cosine(side: 2 | 4, [down, right]: readonly [number, number]): number[] {
  const along = (order: number): number[] =>
    Array.from({ length: 4 }, (_, i) => {
      const at = i - (4 - side) / 2;
      if (at < 0 || at >= side) return 0;
      return (
        Math.sqrt((order === 0 ? 1 : 2) / side) * Math.cos((Math.PI * order * (2 * at + 1)) / (2 * side))
      );
    });
  return along(down).flatMap((row) => along(right).map((column) => row * column));
}
