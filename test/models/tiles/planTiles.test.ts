import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireNetworkSize } from '../../../models/networks/networkSize.ts';
import { describePlan } from '../../../models/tiles/describePlan.ts';
import { planTiles, scaleOf } from '../../../models/tiles/planTiles.ts';
import { tileCount } from '../../../models/tiles/tilePlan.ts';

const all = { mostTiles: Infinity, mostPixels: Infinity, smallestDefectPx: 3 };

for (const [what, region, options, whole, tile, grid] of [
  ['fine enough in one piece', [256, 256], { size: 128 }, [128, 128], [128, 128], [1, 1]],
  ['a wide surface', [4000, 1000], { size: 128 }, [1920, 464], [128, 128], [17, 4]],
  [
    'coarser tiles for a larger defect',
    [4000, 1000],
    { size: 128, smallestDefectPx: 10 },
    [576, 144],
    [128, 128],
    [5, 2],
  ],
  ['time for fewer tiles', [4000, 1000], { size: 128, mostTiles: 12 }, [688, 192], [128, 128], [6, 2]],
  ['no time for tiles', [4000, 1000], { size: 128, mostTiles: 2 }, [256, 64], [256, 64], [1, 1]],
  ['a strip, whatever the time', [8000, 200], { size: 128, mostTiles: 1 }, [2496, 64], [256, 64], [11, 1]],
  ['a tall strip', [200, 8000], { size: 64, mostTiles: 1 }, [64, 2528], [64, 64], [1, 45]],
  ['larger tiles', [4000, 1000], { size: 256 }, [2016, 480], [256, 256], [9, 2]],
] as const) {
  test(`${what}: ${region.join('x')} is judged at ${whole.join('x')} in ${grid.join('x')} tiles`, () => {
    const plan = planTiles({ width: region[0], height: region[1] }, { ...all, ...options });
    assert.deepEqual(
      [
        [plan.whole.width, plan.whole.height],
        [plan.tile.width, plan.tile.height],
        [plan.lefts.length, plan.tops.length],
      ],
      [whole, tile, grid],
    );
  });
}

test('whatever region, time and size: a network can have the tiles, they cover the whole, the aspect ratio is kept', () => {
  for (const size of [64, 96, 128, 160, 224, 256]) {
    for (let aspect = 0.02; aspect < 50; aspect *= 1.31) {
      for (const mostTiles of [1, 7, 40, Infinity]) {
        const region = { width: 1000 * Math.sqrt(aspect), height: 1000 / Math.sqrt(aspect) };
        const plan = planTiles(region, { ...all, size, mostTiles });
        const what = JSON.stringify({ size, aspect, mostTiles, plan });
        requireNetworkSize({ ...plan.tile, channels: 1, latentSize: 8 });
        assert.equal(plan.lefts.at(-1)! + plan.tile.width, plan.whole.width, what);
        assert.equal(plan.tops.at(-1)! + plan.tile.height, plan.whole.height, what);
        const change = plan.whole.width / plan.whole.height / aspect;
        assert.ok(change > 1 / 1.12 && change < 1.12, `${change} ${what}`);
        if (mostTiles === Infinity) assert.ok(scaleOf(region, plan) > 0.46, what);
      }
    }
  }
});

test('the memory for all images bounds the resolution', () => {
  const plan = planTiles({ width: 4000, height: 1000 }, { ...all, size: 128, mostPixels: 300_000 });
  const pixels = plan.whole.width * plan.whole.height;
  assert.ok(pixels <= 300_000 && pixels > 200_000, String(pixels));
});

test('the plan is told, and what seeing the smallest defect would take', () => {
  const region = { width: 4000, height: 1000 };
  const options = { size: 128, smallestDefectPx: 3, msPerTile: 6 };
  const plan = planTiles(region, { ...all, size: 128 });
  assert.equal(
    describePlan(region, plan, options),
    'The region of 4000x1000 camera pixels is judged at 1920x464 in 17 x 4 overlapping tiles of 128x128, about ' +
      `${tileCount(plan) * 6} ms an image; a defect 3 camera pixels wide shows as 1.4.`,
  );
  assert.match(
    describePlan(region, planTiles(region, { ...all, size: 128, mostTiles: 1 }), options),
    /in one piece of 256x64, about 6 ms an image; .* shows as 0\.2 and may go unseen\. Seeing it takes 68 tiles, about 408 ms/,
  );
});
