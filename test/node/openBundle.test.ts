import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { preprocessingSha256 } from '../../electron/node/imaging/preprocessingSha256.ts';
import { openBundle } from '../../electron/node/openBundle.ts';
import { type BundleContent, BundleError, sha256Hex } from '../../models/bundle.ts';
import { checkReplay } from '../../models/checkReplay.ts';
import type { Manifest, Preprocessing } from '../../models/manifest.ts';
import { writeBundle } from '../../models/writeBundle.ts';
import { decodeImage } from '../../electron/node/imaging/decode.ts';
import { prepareImage } from '../../electron/node/imaging/prepare.ts';
import { tinyBundle, tinyCameraFile } from '../helpers/tinyBundle.ts';

let folder: string;
let content: BundleContent;
before(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'open-')), 'tiny');
  content = await tinyBundle();
});
after(() => rm(path.dirname(folder), { recursive: true, force: true }));

const cpu = { provider: 'cpu', threads: 1 } as const;

function changed(change: (manifest: Manifest) => void, other: Partial<BundleContent> = {}): BundleContent {
  const manifest = structuredClone(content.manifest);
  change(manifest);
  return { ...content, manifest, ...other };
}

function otherPreprocessing(preprocessing: Partial<Preprocessing>): BundleContent {
  return changed((manifest) => {
    Object.assign(manifest.preprocessing, preprocessing);
    manifest.preprocessingSha256 = preprocessingSha256(manifest.preprocessing);
  });
}

async function refused(bundle: BundleContent, message: RegExp): Promise<void> {
  await writeBundle(folder, bundle);
  await assert.rejects(openBundle(folder, cpu), (error: Error) => {
    assert.ok(error instanceof BundleError, String(error));
    assert.match(error.message, message);
    assert.ok(error.message.startsWith(`${folder} cannot be used as a bundle: `), error.message);
    return true;
  });
}

test('a bundle opens and judges', async () => {
  await writeBundle(folder, content);
  await using opened = await openBundle(folder, cpu);
  const image = await decodeImage(await tinyCameraFile(900, 'rotated'));
  const [judgement] = await opened.judge.judge([
    await prepareImage(image, opened.bundle.manifest.preprocessing),
  ]);
  assert.ok(judgement!.scores.learnedSimilarity! > opened.bundle.manifest.calibration.limit);
});

test('another resize kernel is refused, naming head, expected and actual score', async () => {
  await refused(
    otherPreprocessing({ kernel: 'linear' }),
    /on cpu its reference image references\/1\.png scores .*learnedSimilarity \S+ instead of \S+.*more than 2 % away/,
  );
});

test('a region a few pixels off is refused', async () => {
  const region = { ...content.manifest.preprocessing.region!, x: 20 };
  await refused(otherPreprocessing({ region }), /instead of/);
});

test('a forgotten scaling changes scores beyond the tolerance', async () => {
  await writeBundle(folder, content);
  await using opened = await openBundle(folder, cpu);
  const { manifest, references } = opened.bundle;
  const [first] = manifest.references;
  const pixels = await prepareImage(
    await decodeImage(Buffer.from(references.get(first!.file)!)),
    manifest.preprocessing,
  );
  for (const factor of [0.9, 2, 255]) {
    const [judgement] = await opened.judge.judge([pixels.map((value) => value * factor)]);
    assert.notDeepEqual(
      checkReplay(first!.scores, judgement!.scores, manifest.replayTolerance),
      [],
      String(factor),
    );
  }
});

test('another image under the name of a reference is refused', async () => {
  const bytes = await tinyCameraFile(77, 'good');
  const file = content.manifest.references[0]!.file;
  const bundle = changed((manifest) => (manifest.references[0]!.sha256 = sha256Hex(bytes)), {
    references: new Map([...content.references, [file, bytes]]),
  });
  await refused(bundle, /references\/1\.png scores/);
});

test('another way of preparing images is refused', async () => {
  await refused(
    changed((manifest) => (manifest.preprocessingSha256 = 'a'.repeat(64))),
    /prepared in another way than this version prepares them/,
  );
});

test('a model that onnxruntime cannot load is refused', async () => {
  const model = new TextEncoder().encode('no model');
  await writeBundle(
    folder,
    changed((manifest) => (manifest.modelSha256 = sha256Hex(model)), { model }),
  );
  await assert.rejects(openBundle(folder, cpu), /The model \(8 bytes\) cannot be loaded, it is no ONNX file/);
});

test('bits a sample that differ from what was taught are refused', async () => {
  await writeBundle(folder, content);
  await assert.rejects(openBundle(folder, { ...cpu, bitDepth: 12 }), {
    name: 'BundleError',
    message:
      `${folder} cannot be used as a bundle with 12 bits a sample: it was taught with the bits a sample that its ` +
      'files declare; leave the bits to the bundle or teach again with --bits 12.',
  });
});

test('bits a sample count in the preprocessing hash; without them it is what it was before they could be named', () => {
  const { preprocessing } = content.manifest;
  assert.equal(
    preprocessingSha256(preprocessing),
    '006479aafb2d1324dccefcbd933f654ebf6ca85c03221b3cb9281348f8f4615e',
  );
  assert.notEqual(
    preprocessingSha256({ ...preprocessing, bitDepth: 12 }),
    preprocessingSha256(preprocessing),
  );
});
