import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RawImage } from '../../../electron/node/imaging/decodedImage.ts';
import { locatePart, searchWindow } from '../../../electron/node/imaging/locatePart.ts';
import { prepareImage, prepareLocated } from '../../../electron/node/imaging/prepare.ts';
import { cropRepeated, regionBox, regionPixels } from '../../../electron/node/imaging/regionPixels.ts';
import { uprightRegion } from '../../../electron/node/imaging/uprightRegion.ts';
import type { Locate, Preprocessing } from '../../../models/manifest.ts';
import { searchRange, storedTemplate, templateSides } from '../../../models/locate/template.ts';
import { rampImage } from '../../helpers/images.ts';

const camera = { width: 640, height: 400 };
const region = { x: 200, y: 80, width: 240, height: 240, imageWidth: 640, imageHeight: 400 };

/** An L-shaped part whose middle is that of the region, moved and turned. */
function part(dx: number, dy: number, angleDegrees: number, bits: 8 | 16 = 8): RawImage {
  const { width, height } = camera;
  const maxValue = bits === 8 ? 255 : 4095;
  const radians = (angleDegrees * Math.PI) / 180;
  const values = Float64Array.from({ length: width * height }, (_, i) => {
    const x = (i % width) - 319.5 - dx;
    const y = Math.floor(i / width) - 199.5 - dy;
    const u = Math.cos(radians) * x + Math.sin(radians) * y;
    const v = -Math.sin(radians) * x + Math.cos(radians) * y;
    const isInside =
      (Math.abs(u + 40) < 25 && Math.abs(v) < 80) || (Math.abs(u) < 65 && Math.abs(v - 60) < 20);
    return Math.round(maxValue * (isInside ? 0.8 : 0.25));
  });
  const size = { ...camera, channels: 1, maxValue } as const;
  return bits === 8
    ? { ...size, depth: 'uchar', data: Uint8Array.from(values) }
    : { ...size, depth: 'ushort', data: Uint16Array.from(values) };
}

const plain: Preprocessing = {
  region,
  otherSizes: 'refuse',
  channels: 1,
  width: 64,
  height: 64,
  kernel: 'lanczos3',
};

async function locating(rotationDegrees = 0): Promise<Preprocessing & { locate: Locate }> {
  const search = { margin: 0.2, rotationDegrees };
  const sides = templateSides(region);
  const image = part(0, 0, 0);
  const { margin } = searchRange(sides, search);
  const window = await searchWindow(image, regionBox(image, plain), sides, margin);
  const template = { ...sides, pixels: new Float32Array(sides.width * sides.height) };
  for (let y = 0; y < sides.height; y++) {
    const from = (y + margin) * window.width + margin;
    template.pixels.set(window.pixels.subarray(from, from + sides.width), y * sides.width);
  }
  return { ...plain, locate: { ...search, template: storedTemplate(template) } };
}

const farthest = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe('locating', () => {
  for (const bits of [8, 16] as const) {
    test(`a moved part of ${bits} bits is prepared as if it had not moved`, async () => {
      const preprocessing = await locating();
      const straight = await prepareImage(part(0, 0, 0, bits), plain);
      const { input, located } = await prepareLocated(part(37, -22, 0, bits), preprocessing);
      assert.ok(Math.abs(located!.dx - 37) < 1 && Math.abs(located!.dy + 22) < 1, JSON.stringify(located));
      assert.ok(Math.abs(located!.movedPx - Math.hypot(37, 22)) < 1);
      assert.ok(located!.match > 0.97, String(located!.match));
      assert.ok(farthest(input, straight) < 0.15, String(farthest(input, straight)));
      assert.ok(farthest(await prepareImage(part(37, -22, 0, bits), plain), straight) > 0.4);
    });
  }

  test('a turned part is turned back, and its corners have moved', async () => {
    const preprocessing = await locating(20);
    const straight = await prepareImage(part(0, 0, 0), plain);
    const { input, located } = await prepareLocated(part(-10, 14, 12), preprocessing);
    assert.ok(Math.abs(located!.angleDegrees - 12) < 0.7, JSON.stringify(located));
    assert.ok(Math.hypot(located!.dx + 10, located!.dy - 14) < 2, JSON.stringify(located));
    // The corner that moved most: 2 sin(6 degrees) times half the diagonal, about along the move.
    assert.ok(located!.movedPx > 35 && located!.movedPx < 55, String(located!.movedPx));
    const mean = input.reduce((sum, value, i) => sum + Math.abs(value - straight[i]!), 0) / input.length;
    assert.ok(mean < 0.01, String(mean));
  });

  test('what is not turned is cropped untouched, and outside the image its border is repeated', async () => {
    const image = rampImage(40, 30, 3);
    const whole: Preprocessing = { ...plain, region: null, channels: 3 };
    const located = { dx: -3, dy: 2.4, angleDegrees: 0, movedPx: 4, match: 1 };
    const moved = await uprightRegion(image, whole, located);
    assert.deepEqual(moved, regionPixels(image, whole, located));
    const at = (picture: RawImage, x: number, y: number): number[] => [
      ...picture.data.subarray(3 * (y * picture.width + x), 3 * (y * picture.width + x) + 3),
    ];
    assert.deepEqual([moved.width, moved.height], [40, 30]);
    assert.deepEqual(at(moved, 10, 10), at(image, 7, 12));
    assert.deepEqual(at(moved, 0, 29), at(image, 0, 29));
    assert.equal(cropRepeated(image, { x: 0, y: 0, width: 40, height: 30 }), image);
  });

  test('without a part the match is poor', async () => {
    const { locate } = await locating();
    const empty = {
      ...part(0, 0, 0),
      data: new Uint8Array(camera.width * camera.height).fill(60),
    } as RawImage;
    const box = regionBox(empty, plain);
    assert.equal((await locatePart(empty, box, locate)).match, 0);
  });
});
