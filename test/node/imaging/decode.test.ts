import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { decodeImage } from '../../../electron/node/imaging/decode.ts';
import type { DecodedImage, RawImage } from '../../../electron/node/imaging/decodedImage.ts';
import {
  encodeWithSharp,
  greyTiffTags,
  littleEndian,
  rampImage,
  writePng,
  writeTiff,
} from '../../helpers/images.ts';

function same(actual: DecodedImage, expected: RawImage): void {
  assert.equal(`${actual.width}x${actual.height}`, `${expected.width}x${expected.height}`);
  assert.equal(actual.channels, expected.channels);
  assert.equal(actual.depth, expected.depth);
  assert.equal(actual.maxValue, expected.maxValue);
  assert.deepEqual([...actual.data], [...expected.data]);
}

describe('decodeImage gives the samples of', () => {
  for (const format of ['png', 'tiff', 'webp'] as const) {
    it(`colour ${format}`, async () => {
      const image = rampImage(13, 7, 3);
      const decoded = await decodeImage(await encodeWithSharp(image, format));
      assert.equal(decoded.format, format);
      same(decoded, image);
    });
  }
  for (const format of ['png', 'tiff'] as const) {
    for (const bits of [8, 16] as const) {
      it(`grey ${bits} bit ${format}, as one channel`, async () => {
        const image = rampImage(13, 7, 1, bits);
        same(await decodeImage(await encodeWithSharp(image, format)), image);
      });
    }
    it(`16 bit colour ${format}, every bit`, async () => {
      const image = rampImage(13, 7, 3, 16);
      same(await decodeImage(await encodeWithSharp(image, format)), image);
    });
  }

  for (const channels of [1, 3] as const) {
    it(`a ${channels}-channel JPEG, as the decoder gives them`, async () => {
      const flat = rampImage(16, 16, channels);
      flat.data.fill(140);
      const decoded = await decodeImage(await encodeWithSharp(flat, 'jpeg'));
      same(decoded, flat);
    });
  }

  it('1 bit PNG: 0 and 255, one channel', async () => {
    const png = writePng({
      width: 8,
      height: 2,
      bits: 1,
      colourType: 0,
      rows: Uint8Array.of(0, 0xa5, 0, 0xff),
    });
    const decoded = await decodeImage(png);
    assert.equal(decoded.channels, 1);
    assert.deepEqual([...decoded.data.subarray(0, 9)], [255, 0, 255, 0, 0, 255, 0, 255, 255]);
  });

  it('palette PNG: its colours', async () => {
    const palette: [string, Buffer] = ['PLTE', Buffer.from([10, 20, 30, 200, 100, 50])];
    const rows = Uint8Array.of(0, 0, 1);
    const decoded = await decodeImage(
      writePng({ width: 2, height: 1, bits: 8, colourType: 3, rows, extra: [palette] }),
    );
    assert.deepEqual([...decoded.data], [10, 20, 30, 200, 100, 50]);
  });

  it('16 bit PNG with sBIT: full scale stays 65535, as the PNG specification scales samples up', async () => {
    const extra: [string, Buffer][] = [['sBIT', Buffer.from([12])]];
    const png = writePng({
      width: 1,
      height: 1,
      bits: 16,
      colourType: 0,
      rows: Uint8Array.of(0, 0xff, 0xff),
      extra,
    });
    assert.equal((await decodeImage(png)).maxValue, 65535);
    assert.equal((await decodeImage(png, { bitDepth: 16 })).maxValue, 65535);
  });

  for (const photometric of [0, 1]) {
    it(`1 bit TIFF, photometric interpretation ${photometric}`, async () => {
      const tags = { ...greyTiffTags(8, 1, 1), 262: photometric };
      const decoded = await decodeImage(writeTiff([{ tags, data: Uint8Array.of(0xa5) }]));
      const bits = [255, 0, 255, 0, 0, 255, 0, 255];
      assert.deepEqual([...decoded.data], photometric === 1 ? bits : bits.map((bit) => 255 - bit));
      assert.equal(decoded.channels, 1);
    });
  }

  it('a big-endian TIFF', async () => {
    const tags = greyTiffTags(2, 1, 8);
    const decoded = await decodeImage(writeTiff([{ tags, data: Uint8Array.of(7, 9) }], 'MM'));
    assert.deepEqual([...decoded.data], [7, 9]);
  });

  it('a TIFF with a thumbnail as second directory', async () => {
    const tags = greyTiffTags(2, 1, 8);
    const thumbnail = { ...greyTiffTags(1, 1, 8), 254: 1 };
    const bytes = writeTiff([
      { tags, data: Uint8Array.of(7, 9) },
      { tags: thumbnail, data: Uint8Array.of(8) },
    ]);
    assert.deepEqual([...(await decodeImage(bytes)).data], [7, 9]);
  });

  it('a TIFF with private tags of a camera maker', async () => {
    const tags = { ...greyTiffTags(2, 1, 8), 65010: 5 };
    const decoded = await decodeImage(writeTiff([{ tags, data: Uint8Array.of(7, 9) }]));
    assert.deepEqual([...decoded.data], [7, 9]);
  });

  it('an image with alpha, laid over black', async () => {
    const pixels = Uint8Array.of(200, 100, 50, 255, 200, 100, 50, 0);
    const png = await sharp(pixels, { raw: { width: 2, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    assert.deepEqual([...(await decodeImage(png)).data], [200, 100, 50, 0, 0, 0]);
    const grey = await sharp(Uint8Array.of(90, 255, 90, 0), { raw: { width: 2, height: 1, channels: 2 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const decoded = await decodeImage(grey);
    assert.equal(decoded.channels, 1);
    assert.deepEqual([...decoded.data], [90, 0]);
  });

  it("an image with an embedded colour profile, unchanged: the samples are the camera's", async () => {
    const image = rampImage(4, 4, 3);
    const png = await sharp(image.data, { raw: { width: 4, height: 4, channels: 3 } })
      .withIccProfile('p3', { attach: true })
      .png()
      .toBuffer();
    const plain = await sharp(png, { ignoreIcc: true }).raw().toBuffer();
    assert.deepEqual([...(await decodeImage(png)).data], [...plain]);
  });

  it('a JPEG with bytes after its end marker', async () => {
    const jpeg = await encodeWithSharp(rampImage(16, 16, 1), 'jpeg');
    const decoded = await decodeImage(Buffer.concat([jpeg, Buffer.alloc(64)]));
    assert.equal(decoded.width, 16);
  });
});

describe('decodeImage applies EXIF orientation', () => {
  for (const format of ['jpeg', 'tiff', 'png', 'webp'] as const) {
    it(`in ${format}`, async () => {
      const image = rampImage(6, 4, 3);
      image.data.fill(0);
      image.data.fill(255, 0, 3 * 6);
      const bytes = await sharp(image.data, { raw: { width: 6, height: 4, channels: 3 } })
        .withMetadata({ orientation: 6 })
        [format]({ quality: 100 })
        .toBuffer();
      const decoded = await decodeImage(bytes);
      assert.equal(`${decoded.width}x${decoded.height}`, '4x6');
      // Orientation 6: the stored top row is the right-hand column.
      const column = (x: number): number[] => [0, 1, 2, 3, 4, 5].map((y) => decoded.data[(y * 4 + x) * 3]!);
      assert.ok(Math.min(...column(3)) > 200, `right column ${column(3).join()}`);
      assert.ok(Math.max(...column(0)) < 60, `left column ${column(0).join()}`);
    });
  }
});

describe('declared bit depth', () => {
  const samples = Uint16Array.of(0, 1000, 2048, 4095);
  const tiff = (tags: Record<number, number>): Buffer =>
    writeTiff([{ tags: { ...greyTiffTags(4, 1, 16), ...tags }, data: littleEndian(samples) }]);

  it('is MaxSampleValue of a TIFF where that is a whole depth', async () => {
    const decoded = await decodeImage(tiff({ 281: 4095 }));
    assert.equal(decoded.maxValue, 4095);
    assert.deepEqual([...decoded.data], [...samples]);
  });
  it('is the sample size where MaxSampleValue is only the brightest sample', async () => {
    assert.equal((await decodeImage(tiff({ 281: 4001 }))).maxValue, 65535);
    assert.equal((await decodeImage(tiff({}))).maxValue, 65535);
  });
  it('is what the recipe says, over the file', async () => {
    assert.equal((await decodeImage(tiff({}), { bitDepth: 12 })).maxValue, 4095);
    assert.equal((await decodeImage(tiff({ 281: 4095 }), { bitDepth: 14 })).maxValue, 16383);
  });
  it('refuses a sample above it instead of clipping', async () => {
    await assert.rejects(decodeImage(tiff({}), { bitDepth: 10 }), {
      code: 'unsupported',
      message: 'The recipe expects 10 bits a sample (at most 1023), but the image has a sample of 4095.',
    });
    await assert.rejects(decodeImage(tiff({ 281: 1023 })), {
      code: 'unsupported',
      message: /The file declares 10 bits/,
    });
  });
  it('refuses an 8 bit image where the recipe expects more', async () => {
    const png = await encodeWithSharp(rampImage(4, 4, 1), 'png');
    await assert.rejects(decodeImage(png, { bitDepth: 12 }), {
      code: 'unsupported',
      message: 'The recipe expects 12 bits a sample, but the image has 8.',
    });
    assert.equal((await decodeImage(png, { bitDepth: 8 })).maxValue, 255);
  });
  it('refuses a bit depth that does not exist', async () => {
    await assert.rejects(decodeImage(Buffer.alloc(4), { bitDepth: 20 }), /from 8 to 16, got 20/);
  });
});

describe('decodeImage reads every usual way of writing', () => {
  const image = rampImage(33, 21, 3);
  const raw = { raw: { width: 33, height: 21, channels: 3 } } as const;
  const variants: Record<string, () => Promise<Buffer>> = {
    'interlaced PNG': () => sharp(image.data, raw).png({ progressive: true }).toBuffer(),
    'LZW TIFF': () => sharp(image.data, raw).tiff({ compression: 'lzw' }).toBuffer(),
    'deflate TIFF in tiles': () =>
      sharp(image.data, raw)
        .tiff({ compression: 'deflate', tile: true, tileWidth: 16, tileHeight: 16 })
        .toBuffer(),
    BigTIFF: () => sharp(image.data, raw).tiff({ compression: 'none', bigtiff: true }).toBuffer(),
  };
  for (const [what, encode] of Object.entries(variants)) {
    it(what, async () => same(await decodeImage(await encode()), image));
  }
  it('progressive JPEG, same pixels as baseline', async () => {
    const jpeg = (progressive: boolean): Promise<Buffer> =>
      sharp(image.data, raw).jpeg({ progressive, chromaSubsampling: '4:4:4' }).toBuffer();
    assert.deepEqual((await decodeImage(await jpeg(true))).data, (await decodeImage(await jpeg(false))).data);
  });
  it('16 bit PNG with alpha, laid over black in 16 bit', async () => {
    const pixels = Uint16Array.of(40001, 20002, 10003, 65535, 40001, 20002, 10003, 0);
    const png = await sharp(pixels, { raw: { width: 2, height: 1, channels: 4 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer();
    assert.deepEqual([...(await decodeImage(png)).data], [40001, 20002, 10003, 0, 0, 0]);
  });
});
