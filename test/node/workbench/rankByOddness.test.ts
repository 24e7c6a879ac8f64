import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeImage } from '../../../electron/node/imaging/decode.ts';
import { prepareImage } from '../../../electron/node/imaging/prepare.ts';
import { rankByOddness } from '../../../electron/node/workbench/rankByOddness.ts';
import { tinyCameraFile, tinyPreprocessing } from '../../helpers/tinyBundle.ts';

const read = async (seed: number, kind: 'good' | 'rotated' = 'good'): Promise<Float32Array> =>
  prepareImage(await decodeImage(await tinyCameraFile(seed, kind)), tinyPreprocessing);
const { signal } = new AbortController();

test('a part that is turned and an image too bright stand out of forty good ones, each by what it differs in', async () => {
  const goods = await Promise.all(Array.from({ length: 40 }, (_, at) => read(at + 1)));
  const bright = goods[7]!.map((value) => Math.min(1, value * 0.4 + 0.6));
  const images = [...goods.slice(0, 20), await read(900, 'rotated'), ...goods.slice(20), bright];
  const odd = await rankByOddness(images, tinyPreprocessing, signal);
  const order = odd.map((_, at) => at).sort((a, b) => odd[b]!.oddness - odd[a]!.oddness);
  assert.deepEqual(new Set(order.slice(0, 2)), new Set([20, 41]));
  assert.ok(odd[20]!.oddness > 3.5 && odd[41]!.oddness > 3.5);
  assert.equal(odd[41]!.by, 'greyLevels');
  assert.deepEqual(await rankByOddness(images, tinyPreprocessing, signal), odd, 'the same again');
});

test('images that are all the same, and too few to compare, are all usual', async () => {
  const one = await read(3);
  const same = await rankByOddness(
    Array.from({ length: 8 }, () => one),
    tinyPreprocessing,
    signal,
  );
  assert.ok(same.every(({ oddness }) => oddness === 0));
  const few = await rankByOddness([one, await read(4)], tinyPreprocessing, signal);
  assert.deepEqual(
    few.map(({ oddness }) => oddness),
    [0, 0],
  );
});
