import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PlanWishes, planRegion } from '../../electron/node/planRegion.ts';

const tiles = async (width: number, height: number, wishes: Partial<PlanWishes> = {}): Promise<number> => {
  const images = { images: 50, channels: 1 } as const;
  const { preprocessing, told } = await planRegion({ width, height }, images, {
    size: 64,
    threads: 1,
    ...wishes,
  });
  assert.ok(told === null || /^The region of \d+x\d+ camera pixels is judged /.test(told));
  const { lefts = [0], tops = [0] } = preprocessing.tiles ?? {};
  return lefts.length * tops.length;
};

test('a region of less than two megapixels is judged in one piece, however fast the machine, unless more is wished', async () => {
  assert.equal(await tiles(120, 120), 1);
  assert.equal(await tiles(640, 640), 1);
  assert.ok((await tiles(640, 640, { msPerImage: 60_000 })) > 4);
  assert.ok((await tiles(640, 640, { smallestDefectPx: 6, msPerImage: 60_000 })) > 1);
  assert.equal(await tiles(640, 640, { mostTiles: 9 }), 9);
});

test('a strip is tiled in any case', async () => {
  assert.ok((await tiles(2000, 100)) > 1);
});

test('memory bounds the tiles of many images', async () => {
  const wishes = { size: 64, threads: 1, msPerImage: 60_000 };
  const plan = await planRegion({ width: 4000, height: 1000 }, { images: 2000, channels: 3 }, wishes);
  assert.ok(plan.preprocessing.width * plan.preprocessing.height * 3 * 4 * 2000 <= 800e6);
});
