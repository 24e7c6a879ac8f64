import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { decodeImage } from '../../electron/node/imaging/decode.ts';
import type { RawImage } from '../../electron/node/imaging/decodedImage.ts';
import { prepareImage } from '../../electron/node/imaging/prepare.ts';
import { preprocessingSha256 } from '../../electron/node/imaging/preprocessingSha256.ts';
import { ignoredPlaces } from '../../electron/node/ignoredPlaces.ts';
import { openBundle } from '../../electron/node/openBundle.ts';
import { teachFromFolder } from '../../electron/node/teachFromFolder.ts';
import { parseManifest } from '../../models/bundle.ts';
import { keptPixels } from '../../models/keptPixels.ts';
import type { Preprocessing } from '../../models/manifest.ts';
import { tinyCamera, tinyCameraFile } from '../helpers/tinyBundle.ts';

let parent: string;
let good: string;
const files = Array.from({ length: 20 }, (_, at) => `${at + 1}.png`);
/** On the camera image of 160 x 128. */
const box = { x: 40, y: 30, width: 37, height: 41 };
const region = { x: 16, y: 8, width: 128, height: 112, imageWidth: 160, imageHeight: 128 };

before(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'ignored-'));
  good = path.join(parent, 'good');
  await mkdir(good);
  for (const [at, file] of files.entries())
    await writeFile(path.join(good, file), await tinyCameraFile(at + 1));
});
after(() => rm(parent, { recursive: true, force: true }));

/** The image with noise in a box. */
async function scribbled(seed: number, { x, y, width, height }: typeof box): Promise<RawImage> {
  const image = await decodeImage(await tinyCameraFile(seed));
  const data = image.data.slice() as Uint8Array;
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) {
      data[row * tinyCamera.width + column] = (row * 71 + column * 113) % 256;
    }
  }
  return { ...image, depth: 'uchar', data };
}

test('what lies in an ignored place changes neither score nor map; beside it, it does; the map is empty there', async () => {
  const out = path.join(parent, 'bundle');
  await teachFromFolder({
    ...{ good, out, product: 'bolt', region, ignored: [box], size: 64, seed: 3, budget: { steps: 2 } },
    ...{ threads: 1, versions: {} },
  });
  await using opened = await openBundle(out, { provider: 'cpu', threads: 1 });
  const { preprocessing } = opened.bundle.manifest;
  assert.equal(preprocessing.ignored?.length, 1);
  const judge = async (image: RawImage) =>
    (await opened.judge.judge([await prepareImage(image, preprocessing)]))[0]!;
  const plain = await judge(await decodeImage(await tinyCameraFile(77)));
  const inside = await judge(await scribbled(77, box));
  assert.deepEqual(inside.scores, plain.scores);
  assert.deepEqual(inside.map, plain.map);
  const beside = await judge(await scribbled(77, { ...box, x: box.x + 20 }));
  assert.notDeepEqual(beside.scores, plain.scores);
  const kept = keptPixels(preprocessing.ignored ?? [], preprocessing);
  assert.ok(kept.includes(0) && kept.includes(1));
  assert.ok(beside.map.every((value, at) => kept[at] === 1 || value === 0));
  assert.ok(beside.map.some((value) => value > 0));
});

test('ignored places are part of the hash; a bundle without any, written before there were, hashes as it did', async () => {
  const demo = new URL('../../models/demo/bundle/model.json', import.meta.url);
  const manifest = parseManifest(await readFile(demo, 'utf8'));
  const { preprocessing } = manifest;
  assert.equal(preprocessingSha256(preprocessing), manifest.preprocessingSha256);
  const ignored = [{ x: 0.1, y: 0.1, width: 0.2, height: 0.2, grey: 0.5 }];
  assert.notEqual(preprocessingSha256({ ...preprocessing, ignored }), manifest.preprocessingSha256);
});

test('a box is cut off at the region; one beside it, or one over all of it, is refused', async () => {
  const preprocessing: Preprocessing = {
    ...{ region, otherSizes: 'refuse', channels: 1, width: 64, height: 56, kernel: 'lanczos3' },
  };
  const places = (boxes: readonly (typeof box)[]) =>
    ignoredPlaces(good, files, preprocessing, { boxes, inspected: region });
  const [cut] = await places([{ x: 0, y: 0, width: 80, height: 64 }]);
  assert.deepEqual([cut!.x, cut!.y, cut!.width, cut!.height], [0, 0, 0.5, 0.5]);
  assert.ok(cut!.grey > 0 && cut!.grey < 1);
  await assert.rejects(
    places([{ x: 0, y: 0, width: 16, height: 8 }]),
    /0,0,16,8, does not lie in what is inspected/,
  );
  await assert.rejects(places([{ x: 0, y: 0, width: 160, height: 128 }]), /covers all that is inspected/);
});
