import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colourMap, limitGrey, mapColour, mapGradient, mapScale } from '../../electron/common/mapColours.ts';

const greyAt = (evidence: number) => Math.round((evidence / mapScale) * 255);

test('nothing is painted up to half the limit, and the ramp is opaque enough at the limit', () => {
  assert.equal(mapColour(0)[3], 0);
  assert.equal(mapColour(greyAt(0.5) - 1)[3], 0);
  assert.ok(mapColour(limitGrey)[3] > 180);
  assert.ok(mapColour(255)[3] > 240);
});

test('from half the limit on the ramp only gets darker: its order is seen without colour', () => {
  const lightness = ([red, green, blue]: readonly [number, number, number, number]) =>
    0.2126 * red + 0.7152 * green + 0.0722 * blue;
  for (let grey = greyAt(0.5) + 1; grey < 255; grey += 1) {
    assert.ok(lightness(mapColour(grey + 1)) <= lightness(mapColour(grey)), `grey ${grey}`);
  }
});

test('the scale is fixed: one grey has one colour whatever else is in the map', () => {
  const calm = recoloured([40, 200, 40]);
  const wild = recoloured([255, 200, 255]);
  assert.notDeepEqual(calm[0], wild[0]);
  assert.deepEqual(recoloured([200, 200])[0], [...mapColour(200)]);
});

test('the outline runs inside what is above the limit and not along the edge of the picture', () => {
  const [above, below] = [limitGrey + 40, limitGrey - 40];
  const row = recoloured([above, above, above, below]);
  assert.deepEqual(row[0], [...mapColour(above)]);
  assert.deepEqual(row[2], [30, 0, 20, 255]);
  assert.deepEqual(row[3], [...mapColour(below)]);
});

test('the legend shows the same stops', () => {
  assert.match(mapGradient(), /^linear-gradient\(to right, rgb\(255 244 184 \/ 0\) 25%, .* 100%\)$/);
});

function recoloured(greys: readonly number[]): number[][] {
  const pixels = new Uint8ClampedArray(greys.flatMap((grey) => [grey, grey, grey, 255]));
  colourMap(pixels, greys.length, 1);
  return greys.map((_, at) => [...pixels.slice(at * 4, at * 4 + 4)]);
}
