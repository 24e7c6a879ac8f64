import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { decodeImage } from '../../../electron/node/imaging/decode.ts';
import { UnreadableImage } from '../../../electron/node/imaging/unreadableImage.ts';
import {
  encodeWithSharp,
  greyTiffTags,
  rampImage,
  writeBmp,
  writePng,
  writeTiff,
} from '../../helpers/images.ts';

type Refusal = [what: string, bytes: () => Buffer | Promise<Buffer>, code: string, sentence: RegExp];

const colour = rampImage(60, 40, 3);
const encoded = (format: 'png' | 'jpeg' | 'webp' | 'tiff') => (): Promise<Buffer> =>
  encodeWithSharp(colour, format);
const flat = (
  width: number,
  height: number,
): { width: number; height: number; bits: number; colourType: number } => ({
  width,
  height,
  bits: 8,
  colourType: 0,
});

function frames(format: 'webp' | 'gif'): Promise<Buffer> {
  const pixels = new Uint8Array(8 * 16 * 3).map((_, i) => i % 200);
  return sharp(pixels, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
    [format]({ loop: 0 })
    .toBuffer();
}

const refusals: Refusal[] = [
  ['zero bytes', () => Buffer.alloc(0), 'incomplete', /empty \(0 bytes\)/],
  ['reserved space not written', () => Buffer.alloc(5000), 'incomplete', /5000 bytes but starts with zeros/],
  [
    'text named .png',
    () => Buffer.from('serial;result\n1;ok\n'),
    'notAnImage',
    /starts with the text "serial;result/,
  ],
  [
    'other bytes',
    () => Buffer.from('0102030405fffefd', 'hex'),
    'notAnImage',
    /bytes 01 02 03 04 05 ff fe fd\./,
  ],
  ['one byte', () => Buffer.from('8', 'latin1'), 'notAnImage', /starts with the text "8"/],
  ['GIF', () => frames('gif'), 'unsupported', /is a GIF/],
  [
    'SVG',
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'notAnImage',
    /starts with the text "<svg/,
  ],
  [
    'PNG bomb of 40,000x40,000',
    () => writePng({ ...flat(40000, 40000), rows: new Uint8Array(8) }),
    'tooLarge',
    /declares 40000x40000 pixels, 1,600 megapixels; at most 120 are read\./,
  ],
  [
    'BMP bomb',
    () => writeBmp({ width: 40000, height: 40000, bits: 8, palette: [[0, 0, 0]], rows: [] }),
    'tooLarge',
    /1,600 megapixels/,
  ],
  [
    'TIFF bomb',
    () => writeTiff([{ tags: greyTiffTags(40000, 40000, 8), data: new Uint8Array(8) }]),
    'tooLarge',
    /1,600 megapixels/,
  ],
  [
    'PNG of no width',
    () => writePng({ ...flat(0, 4), rows: new Uint8Array(4) }),
    'notAnImage',
    /size of 0x4/,
  ],
  [
    'animated PNG',
    () =>
      writePng({
        ...flat(1, 1),
        rows: Uint8Array.of(0, 9),
        extra: [['acTL', Buffer.from([0, 0, 0, 3, 0, 0, 0, 0])]],
      }),
    'unsupported',
    /animated \(3 frames\)/,
  ],
  ['animated WebP', () => frames('webp'), 'unsupported', /WebP is animated/],
  [
    'TIFF of two pages',
    () => {
      const page = { tags: greyTiffTags(2, 1, 8), data: Uint8Array.of(7, 9) };
      return writeTiff([page, page]);
    },
    'unsupported',
    /holds 2 pages/,
  ],
  [
    'CMYK JPEG',
    () =>
      sharp(colour.data, { raw: { width: 60, height: 40, channels: 3 } })
        .toColourspace('cmyk')
        .jpeg()
        .toBuffer(),
    'unsupported',
    /CMYK JPEG .*export grey or RGB/,
  ],
  [
    'CMYK TIFF',
    () =>
      writeTiff([
        { tags: { ...greyTiffTags(1, 1, 8), 258: [8, 8, 8, 8], 262: 5, 277: 4 }, data: new Uint8Array(4) },
      ]),
    'unsupported',
    /TIFF is CMYK/,
  ],
  [
    'packed 12 bit TIFF',
    () => writeTiff([{ tags: greyTiffTags(2, 1, 12), data: new Uint8Array(3) }]),
    'unsupported',
    /12 bits a sample, unsigned/,
  ],
  [
    'floating-point TIFF',
    () => writeTiff([{ tags: { ...greyTiffTags(1, 1, 32), 339: 3 }, data: new Uint8Array(4) }]),
    'unsupported',
    /32 bits a sample, floating-point/,
  ],
  [
    '12 bit JPEG',
    async () => {
      const jpeg = await encoded('jpeg')();
      jpeg[jpeg.indexOf(Buffer.from('ffc0', 'hex')) + 4] = 12;
      return jpeg;
    },
    'unsupported',
    /12 bits a sample/,
  ],
];

describe('decodeImage refuses', () => {
  for (const [what, bytes, code, sentence] of refusals) {
    it(what, async () => {
      await assert.rejects(decodeImage(await bytes()), (error) => {
        assert.ok(error instanceof UnreadableImage, String(error));
        assert.equal(error.code, code, error.message);
        assert.match(error.message, sentence);
        assert.match(error.message, /\.$/, 'a sentence ends with a full stop');
        return true;
      });
    });
  }

  it('more pixels than asked for, exactly at the limit not', async () => {
    const png = await encodeWithSharp(rampImage(20, 10, 1), 'png');
    assert.equal((await decodeImage(png, { maxPixels: 200 })).width, 20);
    await assert.rejects(decodeImage(png, { maxPixels: 199 }), { code: 'tooLarge' });
  });
});

describe('a file cut anywhere is incomplete, never half an image', () => {
  for (const format of ['png', 'jpeg', 'webp', 'tiff'] as const) {
    it(format, async () => {
      const whole = await encoded(format)();
      await decodeImage(whole);
      const cuts = new Set([
        12,
        100,
        whole.length - 1,
        whole.length - 2,
        whole.length - 4,
        whole.length - 12,
      ]);
      for (let i = 1; i < 12; i++) cuts.add(Math.floor((whole.length * i) / 12));
      for (const cut of cuts) {
        await assert.rejects(
          decodeImage(whole.subarray(0, cut)),
          { code: 'incomplete', message: /truncated|still being written|zeros/ },
          `${format} cut to ${cut} of ${whole.length} bytes`,
        );
      }
    });
  }

  // WebP has neither checksum nor end mark, and a TIFF shows it only with its directory at the end (as here).
  for (const format of ['png', 'jpeg', 'tiff'] as const) {
    it(`${format} whose tail is still zeros`, async () => {
      const whole = await encoded(format)();
      const tail = Buffer.from(whole).fill(0, Math.floor(whole.length * 0.6));
      await assert.rejects(decodeImage(tail), { code: 'incomplete' });
    });
  }

  it('PNG with a damaged byte', async () => {
    const png = await encoded('png')();
    png[Math.floor(png.length / 2)]! ^= 0x55;
    await assert.rejects(decodeImage(png), {
      code: 'incomplete',
      message: /cannot be decoded to its end \(.*libpng/,
    });
  });
});
