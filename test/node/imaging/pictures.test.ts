import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { decodeImage } from '../../../electron/node/imaging/decode.ts';
import type { RawImage } from '../../../electron/node/imaging/decodedImage.ts';
import { encodeAnomalyMap } from '../../../electron/node/imaging/encodeAnomalyMap.ts';
import { encodeArchive } from '../../../electron/node/imaging/encodeArchive.ts';
import { encodeThumbnail } from '../../../electron/node/imaging/encodeThumbnail.ts';
import { rampImage } from '../../helpers/images.ts';

function flat(width: number, height: number, channels: 1 | 3, value: number, maxValue: number): RawImage {
  const size = { width, height, channels, maxValue };
  const length = width * height * channels;
  return maxValue === 255
    ? { ...size, depth: 'uchar', data: new Uint8Array(length).fill(value) }
    : { ...size, depth: 'ushort', data: new Uint16Array(length).fill(value) };
}

describe('encodeArchive', () => {
  for (const channels of [1, 3] as const) {
    for (const bits of [8, 16] as const) {
      it(`keeps every bit of ${channels} channels at ${bits} bit`, async () => {
        const image = rampImage(23, 9, channels, bits);
        const decoded = await decodeImage(await encodeArchive(image));
        assert.deepEqual([...decoded.data], [...image.data]);
        assert.equal(decoded.channels, channels);
      });
    }
  }
});

describe('encodeThumbnail', () => {
  const sizes: [number, number, number, string][] = [
    [1280, 1024, 640, '640x512'],
    [1000, 750, 640, '640x480'],
    [300, 200, 640, '300x200'],
    [4000, 1000, 640, '640x160'],
    [900, 2, 300, '300x1'],
  ];
  for (const [width, height, side, expected] of sizes) {
    it(`${width}x${height} within ${side} gives ${expected}`, async () => {
      const decoded = await decodeImage(await encodeThumbnail(flat(width, height, 1, 120, 255), side));
      assert.equal(`${decoded.width}x${decoded.height}`, expected);
      assert.equal(decoded.channels, 1);
      assert.ok(decoded.data.every((sample) => Math.abs(sample - 120) <= 1));
    });
  }
  for (const maxValue of [1023, 4095, 65535]) {
    for (const [width, channels] of [
      [64, 1],
      [128, 3],
    ] as const) {
      it(`scales ${maxValue} to 8 bit, ${width} wide, ${channels} channels`, async () => {
        const image = flat(width, 48, channels, Math.round(maxValue / 2), maxValue);
        const decoded = await decodeImage(await encodeThumbnail(image, 64));
        assert.ok(
          decoded.data.every((sample) => Math.abs(sample - 128) <= 2),
          `${decoded.data[0]}`,
        );
      });
    }
  }
  for (const [width, channels] of [
    [64, 1],
    [96, 1],
    [64, 3],
    [96, 3],
  ] as const) {
    it(`shows the scene where it is: ${width} to 32, ${channels} channels`, async () => {
      const image = flat(width, width, channels, 20, 255);
      for (let y = 0; y < width / 2; y++)
        image.data.fill(220, y * width * channels, (y * width + width / 2) * channels);
      const decoded = await decodeImage(await encodeThumbnail(image, 32));
      const at = (x: number, y: number): number => decoded.data[(y * 32 + x) * channels]!;
      assert.ok(at(4, 4) > 200 && at(28, 4) < 40 && at(4, 28) < 40, [at(4, 4), at(28, 4), at(4, 28)].join());
    });
  }
});

describe('encodeAnomalyMap', () => {
  it('draws on a scale tied to the limit: 1 is grey 128, 2 and more are 255, below 0 is 0', async () => {
    const png = encodeAnomalyMap(Float32Array.of(0, 0.5, 1, 2, 50, -3), 3, 2);
    const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    assert.equal(`${info.width}x${info.height}x${info.channels}`, '3x2x1');
    assert.deepEqual([...data], [0, 64, 128, 255, 255, 0]);
  });
  it('refuses a map of another size and values that are no numbers', () => {
    assert.throws(() => encodeAnomalyMap(new Float32Array(5), 3, 2), /3x2 needs 6 values, got 5/);
    assert.throws(() => encodeAnomalyMap(Float32Array.of(0, NaN), 2, 1), /value at 1, 0 is not a number/);
  });
});
