import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { mae } from '../../../models/heads/mae.ts';
import { mse } from '../../../models/heads/mse.ts';
import { ssim } from '../../../models/heads/ssim.ts';
import { type HeadFeed, fitHead, runHead } from './runHead.ts';

interface Case {
  name: string;
  channels: number;
  height: number;
  width: number;
  image: number[];
  reconstruction: number[];
  mae: number;
  mse: number;
  ssim: number;
  ssimMap: number[];
}

// Made by test/fixtures/heads/make.py.
const file = new URL('../../fixtures/heads/images.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as Case[];

function feedOf(item: Case): HeadFeed {
  const scaled = (values: number[]): Float32Array => Float32Array.from(values, (value) => value / 255);
  return {
    shape: [1, item.channels, item.height, item.width],
    image: scaled(item.image),
    reconstruction: scaled(item.reconstruction),
  };
}

const near = (actual: number, expected: number, tolerance: number, what: string): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, expected ${expected}`);

for (const item of cases) {
  test(`mae and mse of ${item.name} are numpy's`, async () => {
    for (const [name, head] of Object.entries({ mae, mse })) {
      const { scores } = await runHead(await fitHead(head, feedOf(item)), feedOf(item));
      near(scores[0]!, item[name as 'mae' | 'mse'], 1e-6, name);
    }
  });

  test(`ssim of ${item.name} is scikit-image's to 1e-4, and so is its map inside the border`, async () => {
    const { scores, map } = await runHead(await fitHead(ssim, feedOf(item)), feedOf(item));
    near(scores[0]!, 1 - item.ssim, 1e-4, 'score');
    for (let y = 5; y < item.height - 5; y++) {
      for (let x = 5; x < item.width - 5; x++) {
        const at = y * item.width + x;
        near(map[at]!, 1 - item.ssimMap[at]!, 1e-4, `map at ${x}, ${y}`);
      }
    }
  });
}

test('maps cover the whole image and point at the difference', async () => {
  const item = cases.find(({ name }) => name === 'scratched grey')!;
  for (const [name, head] of Object.entries({ mae, mse, ssim })) {
    const { map } = await runHead(await fitHead(head, feedOf(item)), feedOf(item));
    assert.equal(map.length, item.height * item.width, name);
    const row = Math.floor(map.indexOf(Math.max(...map)) / item.width);
    assert.ok(row >= 8 && row <= 13, `${name} is worst in row ${row}, the scratch lies in rows 10 and 11`);
  }
});

test('every image of a batch gets the score it has alone', async () => {
  const [first, second] = cases.filter(({ channels, height }) => channels === 3 && height === 32);
  const one = feedOf(first!);
  const two = feedOf(second!);
  const both: HeadFeed = {
    shape: [2, 3, 32, 32],
    image: Float32Array.of(...one.image, ...two.image),
    reconstruction: Float32Array.of(...one.reconstruction, ...two.reconstruction),
  };
  for (const head of [mae, mse, ssim]) {
    const build = await fitHead(head, both);
    const { scores } = await runHead(build, both);
    const alone = [...(await runHead(build, one)).scores, ...(await runHead(build, two)).scores];
    scores.forEach((score, i) => near(score, alone[i]!, 1e-6, `image ${i}`));
  }
});
