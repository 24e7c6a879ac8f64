import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { encodeFrame } from '../../electron/node/camera/encodeFrame.ts';
import { decodeImage } from '../../electron/node/imaging/decode.ts';
import { prepareImage, prepareLocated } from '../../electron/node/imaging/prepare.ts';
import { openBundle } from '../../electron/node/openBundle.ts';
import {
  type TeachFolderOptions,
  type TeachFolderProgress,
  teachFromFolder,
} from '../../electron/node/teachFromFolder.ts';
import { drawDemo } from '../../models/demo/drawDemo.ts';
import { tinyCamera, tinyCameraFile } from '../helpers/tinyBundle.ts';

let parent: string;
let good: string;
let out: string;
before(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'teach-'));
  good = path.join(parent, 'good parts');
  out = path.join(parent, 'bundle');
  await mkdir(path.join(good, 'more'), { recursive: true });
  for (let seed = 1; seed <= 20; seed++)
    await writeFile(path.join(good, `${seed}.png`), await tinyCameraFile(seed));
  await writeFile(path.join(good, 'copy.png'), await tinyCameraFile(5));
  await writeFile(path.join(good, 'empty.png'), '');
  await writeFile(path.join(good, 'text.png'), 'no image');
  await writeFile(path.join(good, 'cut.png'), (await tinyCameraFile(30)).subarray(0, 4000));
  await writeFile(path.join(good, 'notes.txt'), 'not looked at');
  await writeFile(path.join(good, 'more', '21.png'), await tinyCameraFile(21));
});
after(() => rm(parent, { recursive: true, force: true }));

const options = (more: Partial<TeachFolderOptions> = {}): TeachFolderOptions => ({
  good,
  out,
  product: 'bolt',
  region: null,
  size: 64,
  seed: 3,
  budget: { steps: 2 },
  threads: 1,
  versions: { plumbline: '0.1.0' },
  ...more,
});

test('a folder becomes a bundle; bad files in it are listed, nothing else', async () => {
  const progress: TeachFolderProgress[] = [];
  const { summary, calibration, skipped } = await teachFromFolder(
    options({ region: { x: 16, y: 0, width: 128, height: 128 }, onProgress: (each) => progress.push(each) }),
  );
  // In the order of names, so that 5.png comes before its copy.
  assert.deepEqual(
    skipped.map(({ file }) => file),
    ['copy.png', 'cut.png', 'empty.png', 'text.png'],
  );
  assert.match(skipped[0]!.reason, /^It is the same image as 5\.png, byte for byte\.$/);
  assert.ok(skipped.every(({ reason }) => reason.endsWith('.')));
  assert.deepEqual(Object.keys(summary), [
    'bundle',
    'trained',
    'heldOut',
    'head',
    'limit',
    'seconds',
    'steps',
  ]);
  assert.equal(summary.bundle, out);
  assert.equal(summary.trained + summary.heldOut, 20);
  assert.equal(summary.steps, 2);
  assert.match(calibration, /largest of 5 held-out good scores/);
  assert.deepEqual(
    [...new Set(progress.map(({ phase }) => phase))],
    ['reading', 'teaching', 'combining', 'calibrating', 'writing'],
  );

  await using opened = await openBundle(out, { provider: 'cpu', threads: 1 });
  const { manifest } = opened.bundle;
  assert.deepEqual(manifest.preprocessing.region, {
    x: 16,
    y: 0,
    width: 128,
    height: 128,
    imageWidth: tinyCamera.width,
    imageHeight: tinyCamera.height,
  });
  assert.equal(manifest.preprocessing.channels, 1);
  assert.equal(manifest.calibration.limit, summary.limit);
  assert.deepEqual(manifest.teaching.skipped, skipped);
  assert.deepEqual(await readdir(parent), ['bundle', 'good parts']);
});

test('the input keeps the aspect ratio of the region', async () => {
  await teachFromFolder(
    options({ region: { x: 0, y: 20, width: 160, height: 80 }, size: 96, budget: { steps: 1 } }),
  );
  await using opened = await openBundle(out, { provider: 'cpu', threads: 1 });
  const { width, height } = opened.bundle.manifest.preprocessing;
  assert.deepEqual([width, height], [144, 72]);
});

test('a part that may lie elsewhere is found in teaching and inspection alike', async () => {
  const { skipped } = await teachFromFolder(
    options({ locate: { margin: { share: 0.1 } }, budget: { steps: 1 } }),
  );
  assert.equal(skipped.length, 4, 'every good part is found');
  await using opened = await openBundle(out, { provider: 'cpu', threads: 1 });
  const { preprocessing, locating } = opened.bundle.manifest;
  assert.ok(preprocessing.locate!.template.width >= 100);
  assert.equal(locating!.moved.count, 5);
  assert.ok(locating!.leastMatch >= 0.3 && locating!.leastMatch < 1, String(locating!.leastMatch));
  const seen = async (kind: 'good' | 'missing') =>
    prepareLocated(await decodeImage(await tinyCameraFile(77, kind)), preprocessing);
  assert.ok((await seen('good')).located!.match > locating!.leastMatch);
  assert.ok((await seen('missing')).located!.match < locating!.leastMatch);
});

test('a large region is taught and judged in tiles, and the plan is told', async () => {
  const told: string[] = [];
  const { tiles } = await teachFromFolder(
    options({
      region: { x: 0, y: 0, width: 160, height: 128 },
      ...{ smallestDefectPx: 1.6, mostTiles: 6, budget: { steps: 1 } },
      onProgress: (news) => news.phase === 'planned' && told.push(news.plan),
    }),
  );
  assert.equal(tiles, 6);
  assert.match(
    told.join(),
    /^The region of 160x128 camera pixels is judged at 152x120 in 3 x 2 overlapping tiles/,
  );
  await using opened = await openBundle(out, { provider: 'cpu', threads: 1 });
  const { preprocessing } = opened.bundle.manifest;
  assert.deepEqual([preprocessing.width, preprocessing.height], [152, 120]);
  const input = await prepareImage(await decodeImage(await tinyCameraFile(77)), preprocessing);
  const [judgement] = await opened.judge.judge([input]);
  assert.equal(judgement!.map.length, 152 * 120);
  assert.equal(judgement!.reconstruction!.length, 152 * 120);
});

test('sub-folders are taught from only when asked', async () => {
  const { summary } = await teachFromFolder(options({ recursive: true, budget: { steps: 1 } }));
  assert.equal(summary.trained + summary.heldOut, 21);
});

test('a link out of the folder is not followed', { skip: process.platform === 'win32' }, async () => {
  const linked = path.join(parent, 'linked');
  await mkdir(linked);
  for (let seed = 1; seed <= 20; seed++)
    await symlink(path.join(good, `${seed}.png`), path.join(linked, `${seed}.png`));
  await assert.rejects(
    teachFromFolder(options({ good: linked })),
    /at least 20 different good images, got 0/,
  );
  await rm(linked, { recursive: true });
});

test('bad images refine the heads; those that are good ones too, or cannot be read, are listed with their folder', async () => {
  const bad = path.join(parent, 'bad parts');
  await mkdir(bad);
  for (let seed = 1; seed <= 6; seed++) {
    await writeFile(path.join(bad, `bad ${seed}.png`), await tinyCameraFile(seed, 'missing'));
  }
  await writeFile(path.join(bad, 'good after all.png'), await tinyCameraFile(7));
  await writeFile(path.join(bad, 'empty.png'), '');
  const { skipped, calibration } = await teachFromFolder(options({ bad, budget: { steps: 1 } }));
  assert.deepEqual(
    skipped
      .filter(({ file }) => file.startsWith('bad parts'))
      .map(({ file, reason }) => [path.basename(file), reason]),
    [
      ['empty.png', 'The file is empty (0 bytes): nothing was written into it.'],
      ['good after all.png', 'It is also the good image 7.png, byte for byte.'],
    ],
  );
  await using opened = await openBundle(out, { provider: 'cpu', threads: 1 });
  const { fusion, calibration: limit, classifier } = opened.bundle.manifest;
  assert.equal(limit.head, 'fused');
  assert.equal(fusion!.bads, 3);
  assert.equal(limit.escapes!.bads, 3);
  assert.equal(classifier!.bads, 3);
  assert.match(calibration, /leaving out one image at a time/);
  await rm(bad, { recursive: true });
});

test('the histogram looks where it is told, in camera pixels', async () => {
  const region = { x: 16, y: 0, width: 128, height: 128 };
  await teachFromFolder(
    options({ region, histogramRegion: { x: 48, y: 64, width: 64, height: 32 }, budget: { steps: 1 } }),
  );
  await using opened = await openBundle(out, { provider: 'cpu', threads: 1 });
  const { histogramPart } = opened.bundle.manifest.teaching;
  assert.deepEqual(histogramPart, { x: 0.25, y: 0.5, width: 0.5, height: 0.25 });
});

for (const [name, more, message] of [
  [
    'a region past the image',
    { region: { x: 100, y: 0, width: 100, height: 100 } },
    /100,0,100,100 does not fit the camera image of 160x128/,
  ],
  ['no margin to look in', { locate: { margin: { px: 0 } } }, /looked for within 0\.5 to 50 %/],
  [
    'a part for the histogram past the region',
    {
      region: { x: 16, y: 0, width: 64, height: 64 },
      histogramRegion: { x: 0, y: 0, width: 32, height: 32 },
    },
    /0,0,32,32 for the histogram does not lie in what is inspected, 16,0,64,64/,
  ],
  ['a classifier without labels', { head: 'classifier' }, /needs at least 3 labelled bad images, got 0/],
  ['an output that is no bundle', () => ({ out: good }), /is not overwritten/],
  [
    'a folder that is not there',
    () => ({ good: path.join(parent, 'nowhere') }),
    /There is no folder .*nowhere of good images\.$/,
  ],
  ['a size no network has', { size: 300 }, /must be 64 to 256 pixels, got 300/],
] as const) {
  test(`${name} is refused with a sentence`, async () => {
    await assert.rejects(teachFromFolder(options(typeof more === 'function' ? more() : more)), message);
  });
}

test('a colour product of a 12 bit camera in 16 bit files keeps its bits in the bundle', async () => {
  const deep = path.join(parent, 'deep');
  const target = path.join(parent, 'deep bundle');
  const file = (seed: number): Promise<Buffer> => {
    const image = drawDemo({ seed, kind: 'good', ...tinyCamera, channels: 3, bits: 16 });
    return encodeFrame({ ...image, pixels: Uint16Array.from(image.pixels, (sample) => sample >> 4) }, 'png');
  };
  await mkdir(deep);
  for (let seed = 1; seed <= 20; seed++) await writeFile(path.join(deep, `${seed}.png`), await file(seed));
  await teachFromFolder(options({ good: deep, out: target, bitDepth: 12, budget: { steps: 1 } }));

  await using opened = await openBundle(target, { provider: 'cpu', threads: 1, bitDepth: 12 });
  const { preprocessing } = opened.bundle.manifest;
  assert.deepEqual([preprocessing.channels, preprocessing.bitDepth], [3, 12]);
  const image = await decodeImage(await file(99), { bitDepth: 12 });
  const input = await prepareImage(image, preprocessing);
  assert.ok(Math.max(...input) > 0.4, 'scaled by 12 bits, not by 16');
  const [judgement] = await opened.judge.judge([input]);
  assert.equal(judgement?.reconstruction?.length, 3 * preprocessing.width * preprocessing.height);
  await assert.rejects(
    openBundle(target, { provider: 'cpu', bitDepth: 14 }),
    /deep bundle cannot be used as a bundle with 14 bits a sample: it was taught with 12 bits a sample; .*\.$/,
  );
  await rm(deep, { recursive: true });
  await rm(target, { recursive: true });
});

test('cancelled teaching writes nothing', async () => {
  const controller = new AbortController();
  const target = path.join(parent, 'cancelled');
  const onProgress = ({ phase }: TeachFolderProgress): void => {
    if (phase === 'teaching') controller.abort(new Error('Cancelled.'));
  };
  await assert.rejects(
    teachFromFolder(options({ out: target, signal: controller.signal, onProgress })),
    /Cancelled/,
  );
  assert.ok(!(await readdir(parent)).some((name) => name.includes('cancelled')));
});
