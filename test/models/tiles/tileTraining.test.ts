import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../models/random.ts';
import { tileTraining } from '../../../models/tiles/tileTraining.ts';
import { type TilePlan, tileCorners } from '../../../models/tiles/tilePlan.ts';

const plan: TilePlan = {
  whole: { width: 20, height: 12 },
  tile: { width: 8, height: 8 },
  lefts: [0, 6, 12],
  tops: [0, 4],
};
/** Every pixel tells its image, channel and place. */
const images = Array.from({ length: 5 }, (_, image) =>
  Float32Array.from({ length: 2 * 240 }, (_pixel, i) => 1000 * image + i),
);

test('tiles are those of their place, from every place equally many, from all images', () => {
  const tiles = tileTraining(images, plan, 18, new Random(1));
  assert.equal(tiles.length, 18);
  const corners = tileCorners(plan);
  const met = new Set<number>();
  for (const { pixels, place } of tiles) {
    const { x, y } = corners[place]!;
    const image = Math.floor(pixels[0]! / 1000);
    met.add(image);
    assert.equal(pixels.length, 2 * 64);
    assert.equal(pixels[0], 1000 * image + 20 * y + x);
    assert.equal(pixels[64 + 8 * 3 + 5], 1000 * image + 240 + 20 * (y + 3) + x + 5);
  }
  assert.deepEqual(
    corners.map((_, place) => tiles.filter((tile) => tile.place === place).length),
    corners.map(() => 3),
  );
  assert.equal(met.size, 5);
});

test('never more than all, never none', () => {
  assert.equal(tileTraining(images, plan, 10_000, new Random(1)).length, 30);
  assert.equal(tileTraining(images, plan, 1, new Random(1)).length, 6);
});
