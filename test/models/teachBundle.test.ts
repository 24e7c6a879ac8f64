import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preprocessingSha256 } from '../../electron/node/imaging/preprocessingSha256.ts';
import { sha256Hex, verifyBundle } from '../../models/bundle.ts';
import { drawDemo } from '../../models/demo/drawDemo.ts';
import type { GoodImage } from '../../models/goodImage.ts';
import { createJudge } from '../../models/judge.ts';
import type { Preprocessing } from '../../models/manifest.ts';
import { teachFolded } from '../../models/teachFolded.ts';
import { type TeachOptions, type TeachProgress, teachBundle } from '../../models/teachBundle.ts';

const preprocessing: Preprocessing = {
  region: null,
  otherSizes: 'refuse',
  channels: 1,
  width: 64,
  height: 64,
  kernel: 'lanczos3',
};

const files = new Map<string, Uint8Array>();
function goods(count: number): GoodImage[] {
  return Array.from({ length: count }, (_, i) => {
    const bytes = drawDemo({ seed: i + 1, kind: 'good', width: 64, height: 64 }).pixels as Uint8Array;
    files.set(`good ${i}.raw`, bytes);
    return {
      file: `good ${i}.raw`,
      sha256: sha256Hex(bytes),
      pixels: Float32Array.from(bytes, (sample) => sample / 255),
    };
  });
}

function options(more: Partial<TeachOptions> = {}): TeachOptions {
  return {
    images: goods(24),
    readCameraFile: async ({ file }) => files.get(file)!,
    product: 'bolt',
    purpose: 'production',
    preprocessing,
    preprocessingSha256: preprocessingSha256(preprocessing),
    seed: 7,
    budget: { steps: 3 },
    threads: 1,
    skipped: [{ file: 'x.png', reason: 'It is empty.' }],
    versions: { plumbline: '0.1.0' },
    createdAt: new Date('2024-05-06T07:08:09Z'),
    ...more,
  };
}

test('teaching gives a whole bundle, tells its phases, and repeats itself for the same seed and steps', async () => {
  const progress: TeachProgress[] = [];
  const first = await teachBundle(options({ onProgress: (each) => progress.push(each) }));
  verifyBundle(first.content);
  const { manifest } = first.content;
  assert.deepEqual(
    progress.map((each) => (each.phase === 'teaching' ? each.training.step : each.phase)),
    [1, 2, 3, 'combining', 'calibrating'],
  );
  assert.equal(manifest.calibration.head, 'fused');
  assert.match(
    first.calibration,
    /^Limit \S+ of \w+ is the largest of 5 held-out good scores: expected overkill 16\.7 %, at most 45\.1 %/,
  );
  const { seed, steps, minutes, trained, heldOut, skipped } = manifest.teaching;
  assert.deepEqual(
    { seed, steps, minutes, trained, heldOut },
    { seed: 7, steps: 3, minutes: null, trained: 14, heldOut: 10 },
  );
  assert.equal(skipped.length, 1);

  const again = await teachBundle(options({ images: goods(24).reverse() }));
  assert.deepEqual(again.content.model, first.content.model);
  assert.equal(again.content.manifest.id, manifest.id);
  assert.deepEqual(again.content.manifest.calibration, manifest.calibration);
});

test('another seed gives another model; another head, another limit', async () => {
  const one = await teachBundle(options({ budget: { steps: 1 } }));
  const other = await teachBundle(options({ budget: { steps: 1 }, seed: 8, head: 'ssim' }));
  assert.notDeepEqual(other.content.model, one.content.model);
  assert.equal(other.content.manifest.calibration.head, 'ssim');
  await using judge = await createJudge(other.content, { provider: 'cpu', threads: 1 });
  const [judgement] = await judge.judge([goods(1)[0]!.pixels]);
  assert.equal(judgement!.map.length, 64 * 64);
});

test('fewer than 20 good images are refused before anything is taught', async () => {
  await assert.rejects(teachBundle(options({ images: goods(19) })), {
    message: 'Teaching needs at least 20 different good images, got 19; add good images to the folder.',
  });
});

test('a target that the images cannot prove is refused before anything is taught, unless an estimate will do', async () => {
  let taught = 0;
  const onProgress = (): number => taught++;
  await assert.rejects(
    teachBundle(options({ targetOverkill: 0.05, onProgress })),
    /at most 5 % needs at least 59 calibration images to be proven at 95 %; with 5 the best provable is 45.1 %/,
  );
  await assert.rejects(
    teachBundle(options({ targetOverkill: 0.05, allowEstimate: true, onProgress })),
    /needs at least 50 calibration images, got 5/,
  );
  assert.equal(taught, 0);
});

test('cancelled teaching rejects with the reason', async () => {
  const controller = new AbortController();
  const onProgress = (): void => controller.abort(new Error('Cancelled by the engineer.'));
  await assert.rejects(
    teachBundle(options({ signal: controller.signal, onProgress })),
    /Cancelled by the engineer/,
  );
});

test('a camera file that changed meanwhile is refused', async () => {
  const readCameraFile = async (): Promise<Uint8Array> => new Uint8Array(3);
  await assert.rejects(
    teachBundle(options({ readCameraFile, budget: { steps: 1 } })),
    /good \d+\.raw changed while it was being taught/,
  );
});

test('with folds every image teaches, and the limit is an estimate from all of them', async () => {
  const { content, calibration } = await teachFolded({ ...options({ budget: { steps: 4 } }), folds: 3 });
  verifyBundle(content);
  const { manifest } = content;
  const { calibration: limit, teaching } = manifest;
  assert.ok(limit.kind === 'estimate' && limit.method === 'kFold');
  assert.deepEqual([limit.goods, limit.folds, teaching.steps], [24, 3, 1]);
  assert.equal(manifest.heads[limit.head]!.count, 24);
  const { teach, select, calibrate } = teaching.imageSha256s!;
  assert.deepEqual([teach.length, select.length, calibrate.length], [19, 5, 0]);
  assert.match(calibration, /a rank among 24 good scores of 3 models: an estimate, .* it proves nothing\./);
});
