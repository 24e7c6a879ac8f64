import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { verifyBundle, type BundleContent, sha256Hex } from '../../models/bundle.ts';
import { imagesSha256 } from '../../models/bundleId.ts';
import { describeBundle } from '../../models/describeBundle.ts';
import { createJudge } from '../../models/judge.ts';
import { type HeadName, headNames } from '../../models/manifest.ts';
import { decodeImage } from '../../electron/node/imaging/decode.ts';
import { prepareImage } from '../../electron/node/imaging/prepare.ts';
import { tinyBundle, tinyCameraFile, tinyPreprocessing } from '../helpers/tinyBundle.ts';

/** The heads that need no labelled bad images. */
const labelFree = headNames.filter((head) => head !== 'classifier');

let content: BundleContent;
before(async () => {
  content = await tinyBundle();
});

const prepared = async (bytes: Uint8Array): Promise<Float32Array> =>
  await prepareImage(await decodeImage(Buffer.from(bytes)), tinyPreprocessing);

test('the bundle agrees with its manifest', () => {
  verifyBundle(content);
  const { manifest } = content;
  assert.deepEqual(Object.keys(manifest.heads).sort(), [...labelFree].sort());
  assert.equal(manifest.calibration.head, 'learnedSimilarity');
  assert.deepEqual(
    [manifest.teaching.trained, manifest.teaching.heldOut, manifest.teaching.calibrated],
    [14, 10, 5],
  );
});

test('the manifest says what every image did, and the calibration what it was made from', () => {
  const { calibration, teaching } = content.manifest;
  const { teach, select, calibrate } = teaching.imageSha256s!;
  assert.deepEqual([teach.length, select.length, calibrate.length], [14, 5, 5]);
  assert.equal(new Set([...teach, ...select, ...calibrate]).size, 24, 'each in one place');
  assert.equal(imagesSha256([...teach, ...select, ...calibrate]), teaching.dataSha256);
  assert.equal(calibration.dataSha256, imagesSha256(calibrate));
  assert.equal(calibration.kind, 'exact');
});

test('of the bad images half choose, and the others tell how many escape', async () => {
  const { manifest } = await tinyBundle({ bads: 5 });
  const { calibration, teaching, fusion } = manifest;
  assert.equal(teaching.imageSha256s?.bad?.length, 3);
  assert.equal(fusion?.bads, 3);
  assert.equal(calibration.escapes?.bads, 2);
  assert.equal(content.manifest.calibration.escapes, undefined, 'without bad images nothing is said of them');
});

test('references are camera files of held-out images across the range, the worst of them at the limit', () => {
  const { manifest, references } = content;
  assert.equal(manifest.references.length, 4);
  const scores = manifest.references.map((reference) => reference.scores['learnedSimilarity']!);
  assert.equal(Math.max(...scores), manifest.calibration.limit);
  assert.equal(Math.min(...scores), manifest.heads.learnedSimilarity!.minimum);
  for (const { file, sha256 } of manifest.references) assert.equal(sha256Hex(references.get(file)!), sha256);
});

test('the judge scores the references as the manifest says, alone and in a batch', async () => {
  await using judge = await createJudge(content, { provider: 'cpu', threads: 1 });
  const images = await Promise.all(
    content.manifest.references.map(({ file }) => prepared(content.references.get(file)!)),
  );
  const together = await judge.judge(images);
  for (const [i, image] of images.entries()) {
    const [alone] = await judge.judge([image]);
    for (const head of labelFree) {
      const expected = content.manifest.references[i]!.scores[head]!;
      for (const { scores } of [alone!, together[i]!]) {
        assert.ok(
          Math.abs(scores[head]! - expected) <= 1e-5 * Math.abs(expected),
          `${head} ${scores[head]} ${expected}`,
        );
      }
    }
  }
});

test('a bad part scores above the limit and its map reaches 1, a held-out good one never does', async () => {
  await using judge = await createJudge(content, { provider: 'cpu', threads: 1 });
  const worst = ({ map }: { map: Float32Array }): number => Math.max(...map);
  const [missing] = await judge.judge([await prepared(await tinyCameraFile(500, 'rotated'))]);
  assert.ok(missing!.scores.learnedSimilarity! > content.manifest.calibration.limit);
  assert.ok(worst(missing!) > 1, String(worst(missing!)));
  const references = await judge.judge(
    await Promise.all(content.manifest.references.map(({ file }) => prepared(content.references.get(file)!))),
  );
  for (const reference of references) assert.ok(worst(reference) <= 1 + 1e-5, String(worst(reference)));
});

test('the same images give the same bundle, byte for byte', async () => {
  const again = await tinyBundle();
  assert.deepEqual(again.manifest, content.manifest);
  assert.deepEqual(again.model, content.model);
});

for (const head of labelFree) {
  test(`${head} can be the head in force and has a map of its own`, async () => {
    const bundle = await tinyBundle({ head, goods: 20 });
    assert.equal(bundle.manifest.calibration.head, head satisfies HeadName);
    assert.equal(bundle.manifest.calibration.limit, bundle.manifest.heads[head]!.limit);
    await using judge = await createJudge(bundle, { provider: 'cpu', threads: 1 });
    const [bad] = await judge.judge([await prepared(await tinyCameraFile(501, 'stained'))]);
    assert.equal(bad!.map.length, 64 * 64);
    assert.ok(bad!.map.every((value) => Number.isFinite(value) && value >= 0));
  });
}

test('labelled bad images make a classifier where it does better than fused', async () => {
  const bundle = await tinyBundle({ head: 'classifier', goods: 40, bads: 8, badKind: 'stained' });
  verifyBundle(bundle);
  const { classifier, calibration, heads, references } = bundle.manifest;
  assert.equal(calibration.head, 'classifier');
  assert.ok(classifier!.auroc > classifier!.fusedAuroc, JSON.stringify(classifier));
  assert.deepEqual([classifier!.goods, classifier!.bads, classifier!.refused], [8, 4, undefined]);
  assert.deepEqual(Object.keys(heads).sort(), [...headNames].sort());
  await using judge = await createJudge(bundle, { provider: 'cpu', threads: 1 });
  for (const { file, scores } of references) {
    const [again] = await judge.judge([await prepared(bundle.references.get(file)!)]);
    assert.ok(Math.abs(again!.scores.classifier! - scores['classifier']!) < 1e-4);
    assert.ok(again!.scores.classifier! > 0);
  }
});

test('a classifier that does no better leaves fused in force, and the bundle says so', async () => {
  const { manifest } = await tinyBundle({ head: 'classifier', goods: 40, bads: 8, badKind: 'missing' });
  assert.equal(manifest.calibration.head, 'fused');
  assert.equal(manifest.heads.classifier, undefined);
  assert.match(
    describeBundle(manifest, 'classifier'),
    /The classifier is not offered, as it is no better than fused without the labels\. Here leaving out one image at a time it has an AUROC of 1\.000, .* fused is in force instead of classifier\./,
  );
});

test('an image of another size is refused by the judge', async () => {
  await using judge = await createJudge(content, { provider: 'cpu', threads: 1 });
  await assert.rejects(
    judge.judge([new Float32Array(10)]),
    /takes 1 x 64 x 64 = 4096 numbers, image 0 has 10/,
  );
  assert.deepEqual(await judge.judge([]), []);
});
