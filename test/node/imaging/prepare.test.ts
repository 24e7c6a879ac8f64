import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Preprocessing } from '../../../models/manifest.ts';
import { decodeImage } from '../../../electron/node/imaging/decode.ts';
import type { RawImage } from '../../../electron/node/imaging/decodedImage.ts';
import { prepareImage } from '../../../electron/node/imaging/prepare.ts';
import { preprocessingSha256 } from '../../../electron/node/imaging/preprocessingSha256.ts';
import { regionBox, regionPixels } from '../../../electron/node/imaging/regionPixels.ts';
import { encodeWithSharp, rampImage } from '../../helpers/images.ts';

const whole: Preprocessing = {
  region: null,
  otherSizes: 'refuse',
  channels: 1,
  width: 8,
  height: 6,
  kernel: 'lanczos3',
};
const region = { x: 4, y: 2, width: 8, height: 6, imageWidth: 20, imageHeight: 12 };

function near(actual: Float32Array, expected: number[], within: number): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => {
    assert.ok(Math.abs(actual[i]! - value) <= within, `value ${i}: ${actual[i]}, expected ${value}`);
  });
}

/** Horizontal ramp from 0 to full scale. */
function gradient(width: number, height: number, maxValue: number): RawImage {
  const at = (i: number): number => Math.round(((i % width) / (width - 1)) * maxValue);
  const size = { width, height, channels: 1, maxValue } as const;
  return maxValue === 255
    ? { ...size, depth: 'uchar', data: Uint8Array.from({ length: width * height }, (_, i) => at(i)) }
    : { ...size, depth: 'ushort', data: Uint16Array.from({ length: width * height }, (_, i) => at(i)) };
}

describe('prepareImage', () => {
  it('without scaling gives sample / full scale, and only the region', async () => {
    const image = rampImage(20, 12, 1);
    const prepared = await prepareImage(image, { ...whole, region });
    const expected = Array.from({ length: 48 }, (_, i) => {
      const x = 4 + (i % 8);
      const y = 2 + Math.floor(i / 8);
      return image.data[y * 20 + x]! / 255;
    });
    near(prepared, expected, 1e-6);
  });

  it('gives planes for colour', async () => {
    const image = rampImage(8, 6, 3);
    const prepared = await prepareImage(image, { ...whole, channels: 3 });
    const expected = [0, 1, 2].flatMap((channel) =>
      Array.from({ length: 48 }, (_, i) => image.data[i * 3 + channel]! / 255),
    );
    near(prepared, expected, 1e-6);
  });

  it('weighs colour to grey by BT.601 and fills three planes from grey', async () => {
    const data = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 77, 77, 77);
    const image: RawImage = { width: 4, height: 1, channels: 3, maxValue: 255, depth: 'uchar', data };
    const size = { ...whole, width: 4, height: 1 };
    near(await prepareImage(image, size), [0.299, 0.587, 0.114, 77 / 255], 0.5 / 255 + 1e-6);
    const grey: RawImage = { ...image, channels: 1, data: Uint8Array.of(10, 20, 30, 40) };
    const three = await prepareImage(grey, { ...size, channels: 3 });
    near(
      three,
      [10, 20, 30, 40, 10, 20, 30, 40, 10, 20, 30, 40].map((sample) => sample / 255),
      1e-6,
    );
  });

  for (const kernel of ['lanczos3', 'cubic', 'linear'] as const) {
    it(`keeps brightness and place when shrinking with ${kernel}`, async () => {
      const prepared = await prepareImage(gradient(640, 480, 255), { ...whole, kernel });
      const expected = Array.from({ length: 48 }, (_, i) => ((i % 8) + 0.5) / 8);
      near(prepared, expected, 0.02);
    });
  }

  it('keeps 16 bit differences that 8 bit would lose', async () => {
    const data = new Uint16Array(64 * 48).fill(30000);
    data.fill(30040, 64 * 24);
    const image: RawImage = { width: 64, height: 48, channels: 1, maxValue: 65535, depth: 'ushort', data };
    const prepared = await prepareImage(image, whole);
    near(prepared.subarray(0, 8), Array<number>(8).fill(30000 / 65535), 1e-5);
    near(prepared.subarray(40, 48), Array<number>(8).fill(30040 / 65535), 1e-5);
  });

  it('scales by the declared depth: the same scene in 8, 12 and 16 bit gives the same input', async () => {
    const eight = await prepareImage(gradient(64, 48, 255), whole);
    for (const maxValue of [4095, 65535]) {
      near(await prepareImage(gradient(64, 48, maxValue), whole), [...eight], 1.5 / 255);
    }
  });

  it('stays in 0..1 where the kernel overshoots', async () => {
    const edge = gradient(64, 48, 4095);
    edge.data.fill(0);
    for (let y = 0; y < 48; y++) edge.data.fill(4095, y * 64 + 30, y * 64 + 64);
    const prepared = await prepareImage(edge, { ...whole, width: 32, height: 24 });
    assert.ok(Math.min(...prepared) >= 0 && Math.max(...prepared) <= 1, `${Math.max(...prepared)}`);
    assert.equal(Math.max(...prepared), 1);
  });

  it('gives the same input for the same pixels whatever file they came in', async () => {
    const image = rampImage(60, 40, 3);
    const direct = await prepareImage(image, { ...whole, channels: 3 });
    for (const format of ['png', 'tiff', 'webp'] as const) {
      const decoded = await decodeImage(await encodeWithSharp(image, format));
      assert.deepEqual(await prepareImage(decoded, { ...whole, channels: 3 }), direct, format);
    }
  });
});

describe('region', () => {
  it('refuses another image size than it was drawn on, naming both', () => {
    assert.throws(() => regionBox({ width: 40, height: 24 }, { ...whole, region }), {
      code: 'wrongSize',
      message: /image is 40x24 pixels, but the recipe's region was drawn on 20x12/,
    });
  });
  it('scales along when the recipe says so', () => {
    const scaling = { ...whole, region, otherSizes: 'scaleRegion' } as const;
    assert.deepEqual(regionBox({ width: 40, height: 24 }, scaling), { x: 8, y: 4, width: 16, height: 12 });
    assert.deepEqual(regionBox({ width: 1, height: 1 }, scaling), { x: 0, y: 0, width: 1, height: 1 });
    const box = regionBox(
      { width: 33, height: 7 },
      { ...scaling, region: { ...region, width: 16, height: 10 } },
    );
    assert.ok(box.x + box.width <= 33 && box.y + box.height <= 7, JSON.stringify(box));
  });
  it('is the whole image of any size without a region', () => {
    assert.deepEqual(regionBox({ width: 5, height: 3 }, whole), { x: 0, y: 0, width: 5, height: 3 });
  });
  it('copies samples untouched, in both depths', () => {
    for (const bits of [8, 16] as const) {
      const image = rampImage(20, 12, 3, bits);
      const cropped = regionPixels(image, { ...whole, region });
      assert.equal(cropped.data.length, 8 * 6 * 3);
      assert.equal(cropped.data[0], image.data[(2 * 20 + 4) * 3]);
      assert.equal(cropped.data.at(-1), image.data[(7 * 20 + 11) * 3 + 2]);
      assert.equal(cropped.depth, image.depth);
    }
  });
});

describe('preprocessingSha256', () => {
  it('does not depend on the order of keys', () => {
    const turned = Object.fromEntries(Object.entries({ ...whole, region }).reverse()) as Preprocessing;
    assert.equal(preprocessingSha256(turned), preprocessingSha256({ ...whole, region }));
    assert.match(preprocessingSha256(whole), /^[0-9a-f]{64}$/);
  });
  it('changes with everything that changes pixels', () => {
    const variants: Preprocessing[] = [
      whole,
      { ...whole, region },
      { ...whole, region: { ...region, x: 5 } },
      { ...whole, channels: 3 },
      { ...whole, width: 9 },
      { ...whole, height: 9 },
      { ...whole, kernel: 'cubic' },
      { ...whole, otherSizes: 'scaleRegion' },
    ];
    assert.equal(new Set(variants.map(preprocessingSha256)).size, variants.length);
  });
});
