import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeImage } from '../../../electron/node/imaging/decode.ts';
import { encodeBmp } from '../../../electron/node/imaging/encodeBmp.ts';
import { rampImage, writeBmp } from '../../helpers/images.ts';

const greys = (count: number): [number, number, number][] =>
  Array.from({ length: count }, (_, i) => [i, i, i] as [number, number, number]);
const samples = async (bytes: Buffer): Promise<number[]> => [...(await decodeImage(bytes)).data];

describe('BMP', () => {
  it('8 bit grey, bottom-up: one channel, rows padded to 4 bytes', async () => {
    const bytes = writeBmp({
      width: 3,
      height: 2,
      bits: 8,
      palette: greys(256),
      rows: [
        [4, 5, 6],
        [1, 2, 3],
      ],
    });
    const decoded = await decodeImage(bytes);
    assert.equal(decoded.channels, 1);
    assert.deepEqual([...decoded.data], [1, 2, 3, 4, 5, 6]);
  });
  it('8 bit grey, top-down', async () => {
    const bytes = writeBmp({
      width: 3,
      height: -2,
      bits: 8,
      palette: greys(256),
      rows: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    });
    assert.deepEqual(await samples(bytes), [1, 2, 3, 4, 5, 6]);
  });
  it('8 bit with greys in another order', async () => {
    const palette = greys(256).toReversed();
    const bytes = writeBmp({ width: 3, height: 1, bits: 8, palette, rows: [[0, 1, 255]] });
    assert.deepEqual(await samples(bytes), [255, 254, 0]);
  });
  it('8 bit with a colour palette', async () => {
    const palette: [number, number, number][] = [
      [10, 20, 30],
      [40, 50, 60],
    ];
    const bytes = writeBmp({ width: 2, height: 1, bits: 8, palette, rows: [[1, 0]] });
    assert.deepEqual(await samples(bytes), [40, 50, 60, 10, 20, 30]);
  });
  it('8 bit with a short palette: indexes past it are black', async () => {
    const bytes = writeBmp({ width: 2, height: 1, bits: 8, palette: greys(2), rows: [[1, 9]] });
    assert.deepEqual(await samples(bytes), [1, 0]);
  });
  it('1 bit', async () => {
    const palette: [number, number, number][] = [
      [0, 0, 0],
      [255, 255, 255],
    ];
    const bytes = writeBmp({ width: 10, height: 1, bits: 1, palette, rows: [[0b10100101, 0b01000000]] });
    assert.deepEqual(await samples(bytes), [255, 0, 255, 0, 0, 255, 0, 255, 0, 255]);
  });
  it('4 bit', async () => {
    const bytes = writeBmp({ width: 3, height: 1, bits: 4, palette: greys(16), rows: [[0x3f, 0x70]] });
    assert.deepEqual(await samples(bytes), [3, 15, 7]);
  });
  for (const height of [2, -2]) {
    it(`24 bit, height ${height}`, async () => {
      const upper = [3, 2, 1, 6, 5, 4];
      const lower = [9, 8, 7, 12, 11, 10];
      const rows = height > 0 ? [lower, upper] : [upper, lower];
      const bytes = writeBmp({ width: 2, height, bits: 24, rows });
      assert.deepEqual(await samples(bytes), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    });
    it(`32 bit, height ${height}, fourth byte ignored`, async () => {
      const rows = [
        [3, 2, 1, 0],
        [6, 5, 4, 255],
      ];
      const bytes = writeBmp({ width: 1, height, bits: 32, rows: height > 0 ? rows.toReversed() : rows });
      assert.deepEqual(await samples(bytes), [1, 2, 3, 4, 5, 6]);
    });
  }
  it('32 bit with colour masks in another order', async () => {
    const masks: [number, number, number] = [0xff, 0xff00, 0xff0000];
    const bytes = writeBmp({ width: 1, height: 1, bits: 32, method: 3, masks, rows: [[1, 2, 3, 0]] });
    assert.deepEqual(await samples(bytes), [1, 2, 3]);
  });
  it('without the last padding', async () => {
    const bytes = writeBmp({ width: 1, height: 1, bits: 24, rows: [[3, 2, 1]] });
    assert.deepEqual(await samples(bytes.subarray(0, -1)), [1, 2, 3]);
  });
  it('a byte short is incomplete', async () => {
    const bytes = writeBmp({
      width: 1,
      height: 2,
      bits: 24,
      rows: [
        [3, 2, 1],
        [6, 5, 4],
      ],
    });
    for (const cut of [1 + 1, 5, 20]) {
      await assert.rejects(decodeImage(bytes.subarray(0, -cut)), {
        code: 'incomplete',
        message: /of \d+ bytes/,
      });
    }
  });
  it('compressed, 16 bit, and impossible headers are refused by name', async () => {
    const rle = writeBmp({
      width: 4,
      height: 1,
      bits: 8,
      method: 1,
      palette: greys(4),
      rows: [[4, 1, 0, 1]],
    });
    await assert.rejects(decodeImage(rle), { code: 'unsupported', message: /compressed \(RLE8, 8 bit\)/ });
    const sixteen = writeBmp({ width: 2, height: 1, bits: 16, rows: [[0, 0, 0, 0]] });
    await assert.rejects(decodeImage(sixteen), { code: 'unsupported', message: /16 bits a pixel/ });
    const negative = writeBmp({ width: -2, height: 1, bits: 24, rows: [[0]] });
    await assert.rejects(decodeImage(negative), { code: 'notAnImage', message: /size of -2x1/ });
    await assert.rejects(decodeImage(Buffer.from('BM and then some text, long enough to read')), {
      code: 'notAnImage',
      message: /information header of/,
    });
  });
});

describe('encodeBmp', () => {
  const cases = [
    [1, 8],
    [3, 24],
    [3, 32],
  ] as const;
  for (const [channels, bits] of cases) {
    for (const topDown of [false, true]) {
      it(`${bits} bit ${topDown ? 'top-down' : 'bottom-up'} reads back`, async () => {
        const image = rampImage(7, 5, channels);
        const decoded = await decodeImage(encodeBmp(image.data as Uint8Array, image, { bits, topDown }));
        assert.equal(decoded.channels, channels);
        assert.deepEqual([...decoded.data], [...image.data]);
      });
    }
  }
  it('agrees byte for byte with the format written by hand', () => {
    const byHand = writeBmp({
      width: 2,
      height: 2,
      bits: 24,
      rows: [
        [9, 8, 7, 12, 11, 10],
        [3, 2, 1, 6, 5, 4],
      ],
    });
    const image = encodeBmp(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), {
      width: 2,
      height: 2,
      channels: 3,
    });
    image.writeUInt32LE(0, 34);
    assert.deepEqual(image, byHand);
  });
  it('refuses what does not fit', () => {
    const size = { width: 2, height: 2, channels: 1 } as const;
    assert.throws(() => encodeBmp(new Uint8Array(3), size), /2x2x1 does not fit 3 samples/);
    assert.throws(() => encodeBmp(new Uint8Array(4), size, { bits: 24 }), /24 bits a pixel do not hold 1/);
  });
});
