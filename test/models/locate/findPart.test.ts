import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Found, findPart, templatePyramid } from '../../../models/locate/findPart.ts';
import { type GreyImage, turnedCrop } from '../../../models/locate/greyImage.ts';
import { teachTemplate } from '../../../models/locate/teachTemplate.ts';

/** A part of smooth edges, moved and turned about the middle, under some light. */
function scene(
  width: number,
  height: number,
  { dx, dy, angleDegrees }: Omit<Found, 'match'>,
  light: (value: number) => number = (value) => value,
): GreyImage {
  const radians = (angleDegrees * Math.PI) / 180;
  const edge = (inside: number): number => 1 / (1 + Math.exp(-inside));
  const pixels = Float32Array.from({ length: width * height }, (_, i) => {
    const x = (i % width) - (width - 1) / 2 - dx;
    const y = Math.floor(i / width) - (height - 1) / 2 - dy;
    const u = Math.cos(radians) * x + Math.sin(radians) * y;
    const v = -Math.sin(radians) * x + Math.cos(radians) * y;
    const bar = edge(40 - Math.abs(u)) * edge(15 - Math.abs(v - 4));
    const pin = edge(8 - Math.hypot(u - 25, v + 18));
    return light(0.2 + 0.5 * bar + 0.3 * pin + 0.02 * Math.sin(i * 12.9898));
  });
  return { width, height, pixels };
}

const [width, height, margin] = [128, 96, 24];
const straight = { dx: 0, dy: 0, angleDegrees: 0 };
const pyramid = templatePyramid(scene(width, height, straight));
const windowOf = (place: Omit<Found, 'match'>, light?: (value: number) => number): GreyImage =>
  scene(width + 2 * margin, height + 2 * margin, place, light);

for (const [dx, dy] of [
  [0, 0],
  [7, -11],
  [-22.5, 3.25],
  [23, 23],
] as const) {
  test(`a part moved by ${dx}, ${dy} is found within a quarter of a pixel, whatever the light`, () => {
    const dim = (value: number): number => 0.5 * value + 0.1;
    const found = findPart(windowOf({ ...straight, dx, dy }, dim), pyramid, { margin, rotationDegrees: 0 });
    assert.ok(Math.abs(found.dx - dx) < 0.25 && Math.abs(found.dy - dy) < 0.25, JSON.stringify(found));
    assert.ok(found.match > 0.98, String(found.match));
    assert.equal(found.angleDegrees, 0);
  });
}

for (const place of [
  { dx: 5, dy: -3, angleDegrees: 7 },
  { dx: -12, dy: 9, angleDegrees: -14 },
]) {
  test(`a part turned by ${place.angleDegrees} degrees is found when turning is searched`, () => {
    const found = findPart(windowOf(place), pyramid, { margin, rotationDegrees: 15 });
    assert.ok(Math.abs(found.angleDegrees - place.angleDegrees) < 0.7, JSON.stringify(found));
    assert.ok(Math.hypot(found.dx - place.dx, found.dy - place.dy) < 0.7, JSON.stringify(found));
    const blind = findPart(windowOf(place), pyramid, { margin, rotationDegrees: 0 });
    assert.equal(blind.angleDegrees, 0);
    assert.ok(found.match > blind.match + 0.02);
  });
}

test('another part, none, and a part outside the margin match worse', () => {
  const range = { margin, rotationDegrees: 0 };
  const noise = (i: number): number => 0.2 + 0.02 * Math.sin(i * 12.9898);
  const size = { width: width + 2 * margin, height: height + 2 * margin };
  const none = {
    ...size,
    pixels: Float32Array.from({ length: size.width * size.height }, (_, i) => noise(i)),
  };
  assert.ok(findPart(none, pyramid, range).match < 0.5);
  assert.equal(findPart({ ...none, pixels: none.pixels.map(() => 0.3) }, pyramid, range).match, 0);
  assert.ok(findPart(windowOf({ dx: 60, dy: 0, angleDegrees: 0 }), pyramid, range).match < 0.8);
});

test('a window of another size, and a uniform template, are refused', () => {
  assert.throws(
    () => findPart(scene(width, height, straight), pyramid, { margin, rotationDegrees: 0 }),
    /a template of 128x96 and a margin of 24 need a window .* got 128x96/,
  );
  assert.throws(
    () => templatePyramid({ width, height, pixels: new Float32Array(width * height) }),
    /mean is uniform/,
  );
});

test('the template is the sharp mean part in the middle of all places', () => {
  const places = [
    [14, -9],
    [-10, 4],
    [3, 12],
    [8, -14],
    [-13, 6],
  ] as const;
  const range = { margin, rotationDegrees: 0 };
  const windows = places.map(([dx, dy]) => windowOf({ dx, dy, angleDegrees: 0 }));
  const taught = templatePyramid(teachTemplate(windows, range));
  // The median place is (3, 4): a part there has not moved.
  for (const [i, [dx, dy]] of places.entries()) {
    const found = findPart(windows[i]!, taught, range);
    assert.ok(Math.hypot(found.dx - (dx - 3), found.dy - (dy - 4)) < 0.5, JSON.stringify(found));
    assert.ok(found.match > 0.98, String(found.match));
  }
});

test('turning back undoes turning', () => {
  const turned = scene(200, 200, { dx: 0, dy: 0, angleDegrees: 20 });
  const [centreX, centreY] = [99.5, 99.5];
  const back = turnedCrop(turned, { centreX, centreY, width: 100, height: 80, angleDegrees: 20 });
  const upright = scene(100, 80, straight);
  const worst = back.pixels.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - upright.pixels[i]!)),
    0,
  );
  assert.ok(worst < 0.12, String(worst));
});
