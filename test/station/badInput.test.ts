import assert from 'node:assert/strict';
import { existsSync, mkdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import sharp, { type Sharp } from 'sharp';
import type { WatchedFolder } from '../../electron/common/contract.ts';
import { openDatabaseReadOnly } from '../../electron/node/store/db.ts';
import { drawDemo } from '../../models/demo/drawDemo.ts';
import { rampImage, writePng } from '../helpers/images.ts';
import { stationBench, type StationBench } from '../helpers/stationBench.ts';
import { tinyCamera, tinyCameraFile } from '../helpers/tinyBundle.ts';

const isWindows = process.platform === 'win32';
const { width, height } = tinyCamera;
const flat = { bits: 8, colourType: 0 };

function colour(): Sharp {
  const { data } = rampImage(width, height, 3);
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function firstHalf(bytes: Promise<Buffer>): Promise<Buffer> {
  const whole = await bytes;
  return whole.subarray(0, Math.floor(whole.length / 2));
}

function demoOf(size: { width: number; height: number }): Promise<Buffer> {
  const { pixels } = drawDemo({ seed: 7, kind: 'good', ...size });
  return sharp(pixels, { raw: { ...size, channels: 1 } })
    .png()
    .toBuffer();
}

/** Two frames of two colours, one above the other. */
function animatedWebp(): Promise<Buffer> {
  const frames = new Uint8Array(width * height * 2 * 3).fill(40, 0, width * height * 3);
  return sharp(frames, { raw: { width, height: height * 2, channels: 3, pageHeight: height } })
    .webp({ loop: 0 })
    .toBuffer();
}

interface BadInput {
  readonly what: string;
  readonly file: string;
  readonly bytes: () => Buffer | Promise<Buffer>;
  /** What the row says; null: it is judged like any other. */
  readonly reason: RegExp | null;
}

const inputs: readonly BadInput[] = [
  { what: 'zero bytes', file: 'zero.png', bytes: () => Buffer.alloc(0), reason: /empty \(0 bytes\)/ },
  {
    what: 'a truncated PNG',
    file: 'cut.png',
    bytes: () => firstHalf(tinyCameraFile(1)),
    reason: /ends|incomplete|cut/,
  },
  {
    what: 'a truncated JPEG',
    file: 'cut.jpg',
    bytes: () => firstHalf(colour().jpeg().toBuffer()),
    reason: /ends|incomplete|cut/,
  },
  {
    what: 'text named .png',
    file: 'text.png',
    bytes: () => Buffer.from('serial;result\n1;ok\n'),
    reason: /starts with the text "serial;result/,
  },
  {
    what: 'a bomb of 40,000x40,000',
    file: 'bomb.png',
    bytes: () => writePng({ ...flat, width: 40_000, height: 40_000, rows: new Uint8Array(8) }),
    reason: /declares 40000x40000 pixels, 1,600 megapixels; at most 120 are read/,
  },
  {
    what: 'a CMYK JPEG',
    file: 'cmyk.jpg',
    bytes: () => colour().toColourspace('cmyk').jpeg().toBuffer(),
    reason: /CMYK JPEG .*export grey or RGB/,
  },
  {
    what: 'an animated WebP',
    file: 'animated.webp',
    bytes: animatedWebp,
    reason: /WebP is animated/,
  },
  {
    what: 'another size than the region was drawn on',
    file: 'large.png',
    bytes: () => demoOf({ width: 320, height: 256 }),
    reason: /320x256.*160x128/,
  },
  {
    what: '1-bit',
    file: 'one bit.png',
    bytes: () => {
      const rows = new Uint8Array((width / 8 + 1) * height).map((_, i) =>
        i % (width / 8 + 1) ? i % 256 : 0,
      );
      return writePng({ width, height, bits: 1, colourType: 0, rows });
    },
    reason: null,
  },
  ...[
    ['spaces', ' two  spaces .png'],
    ['quotes', `it's "quoted" \`here\`.png`],
    ['newlines', 'first\nsecond\r\n.png'],
    ['emoji', 'Flasche 🍾 é é 例.png'],
    ['200 characters', `${'n'.repeat(196)}.png`],
    ['what SQL, shells and pages read', `'; DROP TABLE ledger; --<b>$(id)%00.png`],
  ].map(([what, file]) => ({
    what: `a name with ${what}`,
    file: file!,
    bytes: () => tinyCameraFile(3),
    reason: null,
  })),
];
const windowsTakes = (file: string) => !isWindows || !/["<>|?*:\n\r]/.test(file);

let bench: StationBench;
let folder: WatchedFolder;
before(async () => {
  bench = await stationBench();
  folder = await bench.watch('camera');
  // All at once, each with a good image after it: what has to be waited for is waited for together.
  for (const [index, { file, bytes }] of inputs.entries()) {
    if (windowsTakes(file)) writeFileSync(join(folder.path, file), await bytes());
    writeFileSync(join(folder.path, `good after ${index}.png`), await tinyCameraFile(100 + index));
  }
});
after(() => bench.close());

const rowsOf = async (file: string) => (await bench.rows(folder)).filter((row) => row.file === file);
const rowOf = (file: string) => bench.until(`a row of ${file}`, async () => (await rowsOf(file))[0]);

for (const [index, { what, file, reason }] of inputs.entries()) {
  test(
    `${what}: ${reason === null ? 'judged' : 'a row with the reason'}, and the station goes on`,
    { skip: !windowsTakes(file) && 'Windows has no such names' },
    async () => {
      const row = await rowOf(file);
      if (reason === null) {
        assert.match(row.verdict, /^(pass|fail)$/, row.reason ?? '');
        assert.ok(row.pictures.includes('thumbnail'));
        assert.ok(existsSync(bench.station.pictureFile(row.resultId, 'thumbnail') ?? ''));
      } else {
        assert.equal(row.verdict, 'unreadable');
        assert.equal(row.processingState, 'failed');
        assert.match(row.reason ?? '', reason);
        assert.match(row.reason ?? '', /^[A-Z].*\.$/s, 'a sentence');
      }
      const next = await rowOf(`good after ${index}.png`);
      assert.match(next.verdict, /^(pass|fail)$/, next.reason ?? '');
      assert.equal((await rowsOf(file)).length, 1);
    },
  );
}

test('deleted before it was read: a row with the reason', async () => {
  const file = join(folder.path, 'deleted.png');
  // An empty file is waited for, so that it is surely seen and surely not read yet.
  writeFileSync(file, '');
  const db = openDatabaseReadOnly(join(bench.home, 'station.db'));
  try {
    const seen = db.prepare("SELECT state FROM ledger WHERE file = 'deleted.png'").pluck();
    await bench.until('the file to be seen', () => seen.get() as string | undefined);
    assert.equal(seen.get(), 'seen');
    unlinkSync(file);
    const row = await rowOf('deleted.png');
    assert.equal(row.verdict, 'unreadable');
    assert.equal(row.reason, 'The file disappeared before it could be judged.');
  } finally {
    db.close();
  }
});

test('links: out of the folder refused with the reason, inside followed', { skip: isWindows }, async () => {
  const outside = join(bench.root, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'secret.png'), await tinyCameraFile(5));
  writeFileSync(join(folder.path, 'target.png'), await tinyCameraFile(6));
  symlinkSync(join(outside, 'secret.png'), join(folder.path, 'link out.png'));
  symlinkSync(join('..', 'outside', 'secret.png'), join(folder.path, 'link up.png'));
  symlinkSync('nowhere.png', join(folder.path, 'link dead.png'));
  symlinkSync('target.png', join(folder.path, 'link in.png'));
  for (const file of ['link out.png', 'link up.png']) {
    const row = await rowOf(file);
    assert.equal(row.verdict, 'unreadable');
    assert.match(row.reason ?? '', /leads out of the watched folder; it was not followed\.$/);
    assert.equal(row.contentSha256, null, 'not a byte was read');
  }
  assert.match((await rowOf('link dead.png')).reason ?? '', /link to a file that is not there/);
  assert.match((await rowOf('link in.png')).verdict, /pass|fail/);
});
