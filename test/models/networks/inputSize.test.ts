import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inputSize } from '../../../models/networks/inputSize.ts';
import { requireNetworkSize } from '../../../models/networks/networkSize.ts';

for (const size of [64, 96, 128, 160, 192, 224, 256]) {
  test(`a square region at ${size} gives a square input of that side`, () => {
    assert.deepEqual(inputSize({ width: 777, height: 777 }, size), { width: size, height: size });
  });
}

for (const [region, size, expected] of [
  [[1280, 1024], 128, [152, 120]],
  [[1024, 1280], 128, [120, 152]],
  [[1920, 1080], 128, [184, 104]],
  [[1600, 1200], 160, [192, 144]],
  [[2000, 1000], 64, [128, 64]],
  [[4000, 1000], 128, [256, 64]],
  [[4000, 200], 128, [256, 64]],
  [[1200, 1000], 256, [256, 208]],
] as const) {
  test(`a region of ${region.join('x')} at ${size} gives ${expected.join('x')}`, () => {
    const { width, height } = inputSize({ width: region[0], height: region[1] }, size);
    assert.deepEqual([width, height], expected);
  });
}

test('whatever the region, a network can have the size and the aspect ratio is kept within 7 % up to 4:1', () => {
  for (let aspect = 0.25; aspect <= 4; aspect *= 1.03) {
    for (const size of [64, 96, 128, 160, 192, 224, 256]) {
      const sides = inputSize({ width: 1000 * aspect, height: 1000 }, size);
      requireNetworkSize({ ...sides, channels: 1, latentSize: 8 });
      const change = sides.width / sides.height / aspect;
      assert.ok(change > 1 / 1.07 && change < 1.07, `${aspect} at ${size}: ${JSON.stringify(sides)}`);
    }
  }
});

test('no pixels, and a size no network has, are refused', () => {
  assert.throws(() => inputSize({ width: 0, height: 10 }, 128), /must have pixels, got 0x10/);
  assert.throws(() => inputSize({ width: 10, height: 10 }, 300), /must be 64 to 256 pixels, got 300/);
});
