import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { type BundleContent, BundleError, sha256Hex } from '../../models/bundle.ts';
import type { Manifest, Preprocessing } from '../../models/manifest.ts';
import { readBundle } from '../../models/readBundle.ts';
import { previousFolder, writeBundle } from '../../models/writeBundle.ts';

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'bundle-'));
  folder = path.join(parent, 'bolt');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function content(product = 'bolt'): BundleContent {
  const preprocessing: Preprocessing = {
    region: { x: 64, y: 0, width: 512, height: 512, imageWidth: 640, imageHeight: 512 },
    otherSizes: 'refuse',
    channels: 1,
    width: 128,
    height: 128,
    kernel: 'lanczos3',
  };
  const model = bytes(`model of ${product}`);
  const reference = bytes(`camera file of ${product}`);
  const statistics = { count: 9, minimum: 1, median: 2, maximum: 4, mean: 2, standardDeviation: 1, limit: 4 };
  const manifest: Manifest = {
    format: 1,
    id: 'abc',
    product,
    createdAt: '2024-05-06T07:08:09.000Z',
    purpose: 'production',
    preprocessing,
    preprocessingSha256: sha256Hex(bytes('preprocessing')),
    modelSha256: sha256Hex(model),
    latentSize: 8,
    heads: { mse: statistics, learnedSimilarity: statistics },
    calibration: {
      id: 'def',
      createdAt: '2024-05-06T07:08:09.000Z',
      head: 'learnedSimilarity',
      limit: 4,
      rank: 9,
      goods: 9,
      expectedOverkill: 0.1,
      overkillBound: 0.28,
    },
    replayTolerance: 0.02,
    references: [
      { file: 'references/a b.png', sha256: sha256Hex(reference), scores: { mse: 1, learnedSimilarity: 2 } },
    ],
    teaching: {
      seed: 1,
      steps: 2,
      seconds: 3,
      minutes: null,
      trained: 20,
      heldOut: 5,
      calibrated: 9,
      dataSha256: sha256Hex(bytes('data')),
      skipped: [{ file: 'x.png', reason: 'It is empty.' }],
      provider: 'cpu',
      versions: { plumbline: '0.1.0' },
    },
  };
  return { manifest, model, references: new Map([['references/a b.png', reference]]) };
}

async function changeManifest(change: (manifest: Record<string, any>) => void): Promise<void> {
  const file = path.join(folder, 'model.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, any>;
  change(manifest);
  await writeFile(file, JSON.stringify(manifest));
}

test('what was written is read back, and nothing is left beside it', async () => {
  const written = content();
  await writeBundle(folder, written);
  const bundle = await readBundle(folder);
  assert.equal(bundle.folder, folder);
  assert.deepEqual(bundle.manifest, written.manifest);
  assert.deepEqual(Buffer.from(bundle.model), Buffer.from(written.model));
  assert.deepEqual(
    Buffer.from(bundle.references.get('references/a b.png')!),
    Buffer.from(written.references.get('references/a b.png')!),
  );
  assert.deepEqual(await readdir(parent), ['bolt']);
});

test('a bundle replaces a bundle, and an empty folder', async () => {
  await mkdir(folder);
  await writeBundle(folder, content('first'));
  await writeBundle(folder, content('second'));
  assert.equal((await readBundle(folder)).manifest.product, 'second');
  assert.deepEqual(await readdir(parent), ['bolt']);
});

test('missing parent folders are made', async () => {
  const deep = path.join(parent, 'a', 'b', 'bolt');
  await writeBundle(deep, content());
  await readBundle(deep);
});

test('a replacement cut off between its two renames leaves the old bundle readable', async () => {
  await writeBundle(folder, content('old'));
  await rename(folder, previousFolder(folder));
  assert.equal((await readBundle(folder)).manifest.product, 'old');
  await writeBundle(folder, content('new'));
  assert.equal((await readBundle(folder)).manifest.product, 'new');
  assert.deepEqual(await readdir(parent), ['bolt']);
});

test('reading while it is replaced again and again always gives a whole bundle', async () => {
  await writeBundle(folder, content('0'));
  let writing = true;
  const writer = (async () => {
    for (let i = 1; i <= 15; i++) await writeBundle(folder, content(String(i)));
    writing = false;
  })();
  while (writing) {
    const bundle = await readBundle(folder);
    assert.equal(Buffer.from(bundle.model).toString(), `model of ${bundle.manifest.product}`);
  }
  await writer;
});

for (const [name, prepare, message] of [
  ['a folder of images', () => writeFile(path.join(folder, 'part.png'), ''), /holds part\.png/],
  [
    'a foreign model.json',
    () => writeFile(path.join(folder, 'model.json'), '{"name":1}'),
    /no model\.json of/,
  ],
] as const) {
  test(`${name} is not overwritten`, async () => {
    await mkdir(folder);
    await prepare();
    const before = await readdir(folder);
    await assert.rejects(writeBundle(folder, content()), (error: Error) => {
      assert.ok(error instanceof BundleError);
      assert.match(error.message, message);
      assert.match(error.message, new RegExp(`^${folder} is not overwritten`));
      return true;
    });
    assert.deepEqual(await readdir(folder), before);
    assert.deepEqual(await readdir(parent), ['bolt']);
  });
}

test('a file in the way is not overwritten', async () => {
  await writeFile(folder, 'mine');
  await assert.rejects(writeBundle(folder, content()), /it is not a folder/);
  assert.equal(await readFile(folder, 'utf8'), 'mine');
});

test('content that does not agree with its manifest is not written', async () => {
  const good = content();
  await assert.rejects(writeBundle(folder, { ...good, model: bytes('another') }), /model\.onnx has SHA-256/);
  await assert.rejects(
    writeBundle(folder, { ...good, references: new Map() }),
    /references\/a b\.png is listed/,
  );
  assert.deepEqual(await readdir(parent), []);
});

const damages: [name: string, damage: () => Promise<unknown>, message: RegExp][] = [
  ['no folder', () => rm(folder, { recursive: true }), /there is no such folder/],
  [
    'a file instead',
    () => rm(folder, { recursive: true }).then(() => writeFile(folder, '')),
    /is a file, not/,
  ],
  [
    'no model.json',
    () => rm(path.join(folder, 'model.json')),
    /model\.json is missing, so it is no bundle or/,
  ],
  ['no model.onnx', () => rm(path.join(folder, 'model.onnx')), /model\.onnx is missing/],
  ['no references', () => rm(path.join(folder, 'references'), { recursive: true }), /references is missing/],
  [
    'a missing reference',
    () => rm(path.join(folder, 'references/a b.png')),
    /references\/a b\.png is missing/,
  ],
  ['a cut model.json', () => writeFile(path.join(folder, 'model.json'), '{"format": 1,'), /is not JSON/],
  ['a cut model.onnx', () => writeFile(path.join(folder, 'model.onnx'), 'mod'), /model\.onnx has SHA-256/],
  [
    'another reference',
    () => writeFile(path.join(folder, 'references/a b.png'), 'x'),
    /a b\.png has SHA-256/,
  ],
  [
    'a newer format',
    () => changeManifest((m) => (m.format = 2)),
    /has format 2, this version reads format 1/,
  ],
  ['no format', () => changeManifest((m) => delete m.format), /has format undefined/],
  ['a missing field', () => changeManifest((m) => delete m.replayTolerance), /wrong at replayTolerance/],
  ['an unknown field', () => changeManifest((m) => (m.extra = 1)), /wrong at extra/],
  [
    'a region outside',
    () => changeManifest((m) => (m.preprocessing.region.x = 640)),
    /reaches past the camera/,
  ],
  ['a changed limit', () => changeManifest((m) => (m.calibration.limit = 5)), /has the limit 4 in its stat/],
  ['no head in force', () => changeManifest((m) => delete m.heads.learnedSimilarity), /has no statistics/],
  [
    'a head without reference scores',
    () => changeManifest((m) => (m.heads.mae = m.heads.mse)),
    /has scores of mse/,
  ],
  [
    'an absolute reference',
    () => changeManifest((m) => (m.references[0].file = '/etc/passwd')),
    /wrong at references\.0\.file/,
  ],
  [
    'a reference outside',
    () => changeManifest((m) => (m.references[0].file = 'references/../model.json')),
    /wrong at references\.0\.file/,
  ],
  [
    'references twice',
    () => changeManifest((m) => m.references.push(m.references[0])),
    /lists a reference image twice/,
  ],
];

for (const [name, damage, message] of damages) {
  test(`a bundle with ${name} is refused with a sentence`, async () => {
    await writeBundle(folder, content());
    await damage();
    await assert.rejects(readBundle(folder), (error: Error) => {
      assert.ok(error instanceof BundleError, String(error));
      assert.match(error.message, message);
      assert.ok(error.message.startsWith(`${folder} cannot be used as a bundle: `), error.message);
      assert.ok(error.message.endsWith('.'), error.message);
      return true;
    });
  });
}

for (const name of ['model.json', 'model.onnx', 'references/a b.png', 'references']) {
  test(`a symbolic link for ${name} is refused`, { skip: process.platform === 'win32' }, async () => {
    await writeBundle(folder, content());
    const elsewhere = path.join(parent, 'elsewhere');
    await rename(path.join(folder, name), elsewhere);
    await symlink(elsewhere, path.join(folder, name));
    await assert.rejects(readBundle(folder), (error: Error) => {
      assert.ok(error.message.includes(`${name} is a symbolic link`), error.message);
      return true;
    });
  });
}
