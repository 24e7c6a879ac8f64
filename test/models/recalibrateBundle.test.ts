import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BundleContent, sha256Hex, verifyBundle } from '../../models/bundle.ts';
import { imagesSha256 } from '../../models/bundleId.ts';
import { TargetNotProvable } from '../../models/calibration/targetNotProvable.ts';
import type { GoodImage } from '../../models/goodImage.ts';
import { Graph } from '../../models/graph/graph.ts';
import { createJudge } from '../../models/judge.ts';
import type { HeadName, Manifest } from '../../models/manifest.ts';
import { tensorNames } from '../../models/manifest.ts';
import { mul } from '../../models/ops/elementwise.ts';
import { reshape } from '../../models/ops/layout.ts';
import { reduceMax, reduceMean } from '../../models/ops/reduce.ts';
import { recalibrateBundle } from '../../models/recalibrateBundle.ts';

const cpu = { provider: 'cpu', threads: 1, createdAt: new Date('2024-06-07T08:09:10Z') } as const;
const side = 4;

/** An image whose mean is `level` and whose largest pixel is twice that. */
function image(level: number, name = `${level}`): GoodImage {
  const pixels = new Float32Array(side * side).fill(level);
  pixels[0] = 2 * level;
  pixels[1] = 0;
  return { file: `${name}.png`, sha256: sha256Hex(new TextEncoder().encode(name)), pixels };
}
const images = (count: number, from = 0): GoodImage[] =>
  Array.from({ length: count }, (_, i) => image((from + i + 1) / 1000, `image ${from + i}`));

/** `mae` scores the mean of an image, `mse` its largest pixel; maps are the image and its double. */
function model(maps: 'each' | 'one'): Uint8Array {
  const graph = new Graph('made by hand');
  const input = graph.input(tensorNames.image, ['N', 1, side, side]);
  const flat = { axes: [1, 2, 3], keepDims: false };
  graph.output(tensorNames.score('mae'), reduceMean(input, flat));
  graph.output(tensorNames.score('mse'), reduceMax(input, flat));
  const map = reshape(input, ['N', side, side]);
  if (maps === 'one') graph.output(tensorNames.anomalyMap, map);
  else {
    graph.output(tensorNames.map('mae'), map);
    graph.output(tensorNames.map('mse'), mul(map, 2));
  }
  return graph.toModel();
}

const taught = images(3, 9000);
const chosen = images(2, 9100);
const choseBad = image(0.9, 'bad that chose');

function bundle(maps: 'each' | 'one' = 'each', known = true): BundleContent {
  const bytes = model(maps);
  const hash = 'a'.repeat(64);
  const statistics = { count: 5, minimum: 0, median: 0, maximum: 9, mean: 0, standardDeviation: 0, limit: 9 };
  const hashes = (of: readonly GoodImage[]): string[] => of.map(({ sha256 }) => sha256);
  const manifest: Manifest = {
    format: 1,
    id: 'old',
    product: 'p',
    createdAt: '2024-01-01T00:00:00.000Z',
    purpose: 'production',
    preprocessing: {
      ...{ region: null, otherSizes: 'refuse', channels: 1, width: side, height: side, kernel: 'linear' },
    },
    preprocessingSha256: hash,
    modelSha256: sha256Hex(bytes),
    latentSize: 1,
    heads: { mae: statistics, mse: statistics },
    calibration: {
      ...{ id: 'old limit', createdAt: '', head: 'mae', limit: 9, goods: 5 },
      ...{ rank: 5, expectedOverkill: 1 / 6, overkillBound: 0.46 },
      ...(maps === 'each' && { pixelLimit: 7 }),
    },
    replayTolerance: 0.02,
    references: [
      { file: 'references/1.png', sha256: sha256Hex(new Uint8Array()), scores: { mae: 0, mse: 0 } },
    ],
    teaching: {
      ...{ seed: 1, steps: 1, seconds: 1, minutes: null, trained: 3, heldOut: 7, calibrated: 5 },
      ...{ dataSha256: hash, skipped: [], provider: 'cpu', versions: {} },
      ...(known && {
        imageSha256s: {
          teach: hashes(taught),
          select: hashes(chosen),
          calibrate: [],
          bad: hashes([choseBad]),
        },
      }),
    },
  };
  return { manifest, model: bytes, references: new Map([['references/1.png', new Uint8Array()]]) };
}

test('new goods set a new limit under new ids; the model and its references stay', async () => {
  const before = bundle();
  const { content, calibration, leftOut, doubt } = await recalibrateBundle({
    ...{ bundle: before, goods: images(60), bads: [image(0.05, 'passes'), image(0.5, 'fails')], ...cpu },
    targetOverkill: 0.05,
  });
  verifyBundle(content);
  const { manifest } = content;
  assert.equal(content.model, before.model);
  assert.equal(manifest.modelSha256, before.manifest.modelSha256);
  assert.ok(Math.abs(manifest.calibration.limit - 0.06) < 1e-3, String(manifest.calibration.limit));
  assert.notEqual(manifest.id, before.manifest.id);
  assert.notEqual(manifest.calibration.id, before.manifest.calibration.id);
  assert.deepEqual(manifest.recalibratedFrom, { bundle: 'old', calibration: 'old limit' });
  assert.deepEqual([manifest.calibration.goods, manifest.calibration.escapes?.passed], [60, 1]);
  assert.ok(Math.abs(manifest.calibration.pixelLimit! - 0.12) < 1e-6, 'where the map peaks on good images');
  assert.equal(manifest.heads.mse!.count, 60);
  assert.deepEqual([leftOut, doubt], [[], null]);
  assert.match(calibration, /^Limit .* of mae is the largest of 60 .* 1 of 2 bad images passed/);
  const again = await recalibrateBundle({ ...{ bundle: before, goods: images(60).toReversed(), ...cpu } });
  assert.equal(again.content.manifest.calibration.limit, manifest.calibration.limit);
});

test('another head is put in force with its own map and limit', async () => {
  const { content } = await recalibrateBundle({ bundle: bundle(), goods: images(20), head: 'mse', ...cpu });
  verifyBundle(content);
  assert.equal(content.manifest.calibration.head, 'mse' satisfies HeadName);
  assert.equal(content.manifest.calibration.limit, content.manifest.heads.mse!.limit);
  await using judge = await createJudge(content, cpu);
  const [judged] = await judge.judge([image(0.04).pixels]);
  assert.ok(Math.abs(Math.max(...judged!.map) - 2) < 1e-5, 'twice the brightest good pixel');
  assert.ok(Math.abs(judged!.scores.mse! - 0.08) < 1e-6);
});

test('a bundle with one map keeps its head; another one is refused with a sentence', async () => {
  const { content } = await recalibrateBundle({ bundle: bundle('one'), goods: images(20), ...cpu });
  assert.equal(content.manifest.calibration.pixelLimit, undefined);
  await using judge = await createJudge(content, cpu);
  assert.ok(Math.abs(Math.max(...(await judge.judge([image(0.04).pixels]))[0]!.map) - 0.08) < 1e-6);
  await assert.rejects(
    recalibrateBundle({ bundle: bundle('one'), goods: images(20), head: 'mse', ...cpu }),
    /draws only the map of mae, so mse cannot be put in force/,
  );
  await assert.rejects(
    recalibrateBundle({ bundle: bundle(), goods: images(20), head: 'ssim', ...cpu }),
    /has no head ssim; it has mae, mse\./,
  );
});

test('images that taught or chose are left out, each with its reason', async () => {
  const goods = [...images(20), taught[0]!, chosen[0]!, image(0.3, 'both')];
  const bads = [choseBad, image(0.3, 'both'), image(0.5, 'bad')];
  const { content, leftOut } = await recalibrateBundle({ bundle: bundle(), goods, bads, ...cpu });
  assert.equal(content.manifest.calibration.goods, 20);
  assert.equal(content.manifest.calibration.escapes?.bads, 1);
  assert.deepEqual(
    leftOut.map(({ file, reason }) => `${file}: ${reason}`),
    [
      'image 9000.png: It taught this bundle.',
      'image 9100.png: The bundle’s checkpoint and heads were chosen by it.',
      'both.png: It is among the good and the bad images.',
      'bad that chose.png: The bundle’s heads were combined by it.',
      'both.png: It is among the good and the bad images.',
    ],
  );
  await assert.rejects(
    recalibrateBundle({ bundle: bundle(), goods: taught, ...cpu }),
    /None of the 3 good images is left .*It taught/,
  );
});

test('a bundle that does not say what taught it gives a doubt, and refuses its whole teaching folder', async () => {
  const { doubt } = await recalibrateBundle({ bundle: bundle('each', false), goods: images(20), ...cpu });
  assert.match(doubt ?? '', /true only if none of these did/);
  const unknown = bundle('each', false);
  const { teaching } = unknown.manifest;
  const dataSha256 = imagesSha256(images(20).map(({ sha256 }) => sha256));
  const same = { ...unknown, manifest: { ...unknown.manifest, teaching: { ...teaching, dataSha256 } } };
  await assert.rejects(
    recalibrateBundle({ bundle: same, goods: images(20).toReversed(), ...cpu }),
    /the very images that taught the bundle/,
  );
});

test('a target out of reach is refused before anything is judged, unless an estimate will do', async () => {
  const options = { bundle: bundle(), goods: images(60), targetOverkill: 0.01, ...cpu };
  let judged = 0;
  await assert.rejects(recalibrateBundle({ ...options, onJudged: () => judged++ }), TargetNotProvable);
  assert.equal(judged, 0);
  const { content } = await recalibrateBundle({ ...options, allowEstimate: true });
  const { calibration } = content.manifest;
  assert.ok(calibration.kind === 'estimate' && calibration.method === 'paretoTail');
  verifyBundle(content);
});

test('relabelled images and limits by hand make it an estimate', async () => {
  const { content } = await recalibrateBundle({
    bundle: bundle(),
    goods: images(20),
    relabelled: [image(0.2, 'overturned')],
    ...cpu,
  });
  const { calibration } = content.manifest;
  assert.ok(calibration.kind === 'estimate' && calibration.method === 'relabelled');
  assert.ok(Math.abs(calibration.limit - 0.2) < 0.02);
  const byHand = { limit: 0.015, reviewLimit: 0.01 };
  const hand = (await recalibrateBundle({ bundle: bundle(), goods: images(20), byHand, ...cpu })).content;
  verifyBundle(hand);
  assert.deepEqual(
    [
      hand.manifest.calibration.method,
      hand.manifest.calibration.limit,
      hand.manifest.calibration.reviewLimit,
    ],
    ['byHand', 0.015, 0.01],
  );
});

test('stops when told to', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await assert.rejects(recalibrateBundle({ bundle: bundle(), goods: images(20), signal, ...cpu }), /enough/);
});
