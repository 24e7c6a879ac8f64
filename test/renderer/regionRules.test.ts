import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRegion, regionBetween } from '../../renderer/regionRules.ts';

test('a rectangle is drawn in any direction and kept inside the image', () => {
  const region = { x: 20, y: 10, width: 80, height: 90, imageWidth: 640, imageHeight: 480 };
  assert.deepEqual(regionBetween({ x: 20, y: 10 }, { x: 100, y: 100 }, 640, 480), region);
  assert.deepEqual(regionBetween({ x: 100, y: 100 }, { x: 20, y: 10 }, 640, 480), region);
  const beyond = regionBetween({ x: -50, y: 300 }, { x: 900, y: 900 }, 640, 480);
  assert.deepEqual(beyond, { ...region, x: 0, y: 300, width: 640, height: 180 });
});

test('a click without dragging is still a rectangle inside the image', () => {
  for (const point of [
    { x: 0, y: 0 },
    { x: 640, y: 480 },
    { x: 5.4, y: 7.6 },
  ]) {
    assert.ok(isRegion(regionBetween(point, point, 640, 480)), JSON.stringify(point));
  }
});

test('numbers as typed are checked', () => {
  const region = { x: 0, y: 0, width: 640, height: 480, imageWidth: 640, imageHeight: 480 };
  assert.ok(isRegion(region));
  assert.ok(!isRegion({ ...region, x: 1 }));
  assert.ok(!isRegion({ ...region, width: 0 }));
  assert.ok(!isRegion({ ...region, height: 479.5 }));
  assert.ok(!isRegion({ ...region, y: Number.NaN }));
});
