import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitPlaceMemory } from '../../../models/heads/placeMemory.ts';
import { Random } from '../../../models/random.ts';

const observed = (images: number, shape: readonly [number, number, number]) => ({
  images,
  shape,
  data: new Random(2).normals(images * shape[0] * shape[1] * shape[2]),
});

test('the memory stays small, whatever the number and size of the good images', () => {
  assert.equal(fitPlaceMemory(observed(20, [3, 4, 5]), 0.01).members, 20);
  assert.equal(fitPlaceMemory(observed(200, [3, 4, 5]), 0.01).members, 128);
  const large = fitPlaceMemory(observed(30, [64, 40, 40]), 0.01);
  assert.equal(large.members, 20);
  assert.equal(large.memory.length, 64 * 40 * 40 * 20);
});

test('descriptors are centred at their place and scaled by the spread of their channel', () => {
  const { data } = observed(50, [2, 3, 3]);
  data.forEach((_, i) => (data[i]! *= i % 18 < 9 ? 5 : 0.001));
  const { scale, centre } = fitPlaceMemory({ images: 50, shape: [2, 3, 3], data }, 0.01);
  assert.ok(Math.abs(scale[0]! - 1 / 5) < 0.02, String(scale[0]));
  assert.ok(Math.abs(scale[1]! - 100) < 1e-4, 'a channel that hardly differs has the least spread');
  let mean = 0;
  for (let image = 0; image < 50; image++) mean += data[image * 18 + 4]! / 50;
  assert.ok(Math.abs(centre[4]! - mean) < 1e-5);
});

test('a single good image is enough to remember', () => {
  const { members, memory } = fitPlaceMemory(observed(1, [2, 2, 2]), 0.01);
  assert.equal(members, 1);
  assert.ok(memory.every((value) => value === 0));
});
