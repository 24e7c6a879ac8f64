import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitClassifier } from '../../../models/classifier/fitClassifier.ts';
import { evidenceAt } from '../../../models/fusion/evidenceCurve.ts';
import type { HeldOutMeasured } from '../../../models/fusion/crossFit.ts';
import { fitFusion } from '../../../models/fusion/fitFusion.ts';
import { Random } from '../../../models/random.ts';

const random = new Random(9);
const measured = (scores: readonly number[]) => ({ scores, peaks: scores });
const exponentials = (count: number, shift = 0): number[] =>
  Array.from({ length: count }, () => shift - Math.log(1 - random.uniform()));
const goods = 40;

/** Both heads see synthetic anomalies; of the labelled bad images only what `ssim` says depends on `shift`. */
function held(bads: number, shift: number): HeldOutMeasured {
  return {
    select: { mse: measured(exponentials(goods)), ssim: measured(exponentials(goods)) },
    teach: {},
    anomalies: { mse: measured(exponentials(60, 3)), ssim: measured(exponentials(60, 0.2)) },
    kinds: Array.from({ length: 60 }, () => 'stain'),
    bads: { mse: measured(exponentials(bads)), ssim: measured(exponentials(bads, shift)) },
  };
}

test('labels that show what synthetic anomalies did not make a classifier that is better than fused', async () => {
  const of = held(8, 6);
  const { fusion } = fitFusion({ ...of, bads: {} });
  const { classifier, record } = await fitClassifier({ fusion, measured: of, latents: null });
  assert.equal(record.refused, undefined);
  assert.ok(record.auroc > 0.95 && record.auroc > record.fusedAuroc, JSON.stringify(record));
  assert.deepEqual([record.goods, record.bads, record.missed], [goods, 8, 0]);
  const { heads, bias, latent } = classifier!;
  assert.equal(latent, null);
  const decision = (group: 'select' | 'bads', image: number): number =>
    bias +
    (['mse', 'ssim'] as const).reduce(
      (sum, name) =>
        sum + heads[name]!.weight * evidenceAt(heads[name]!.curve, of[group][name]!.scores[image]!),
      0,
    );
  for (let bad = 0; bad < 8; bad++) assert.ok(decision('bads', bad) > 0);
  const rejected = Array.from({ length: goods }, (_, good) => decision('select', good) > 0).filter(
    Boolean,
  ).length;
  assert.ok(rejected <= 3, String(rejected));
});

test('one that is no better is refused', async () => {
  const of = held(5, 0);
  const { fusion } = fitFusion({ ...of, bads: {} });
  const seen = { ...of, bads: { mse: measured(exponentials(5, 9)), ssim: measured(exponentials(5)) } };
  const { classifier, record } = await fitClassifier({ fusion, measured: seen, latents: null });
  assert.equal(classifier, null);
  assert.equal(record.fusedAuroc, 1);
  assert.match(record.refused!, /^The classifier is not offered, as it is no better than fused/);
});

test('the latent tells what no head does; its unit and offset do not matter', async () => {
  const of = held(6, 0);
  const { fusion } = fitFusion({ ...of, bads: {} });
  const latent = (unit: number, offset: number, shift: number) => () =>
    Float32Array.from({ length: 4 }, (_, i) => offset + unit * (random.normal() + (i === 2 ? shift : 0)));
  const fit = (unit: number, offset: number) =>
    fitClassifier({
      fusion,
      measured: of,
      latents: {
        select: Array.from({ length: goods }, latent(unit, offset, 0)),
        bads: Array.from({ length: 6 }, latent(unit, offset, 8)),
      },
    });
  const [plain, scaled] = [await fit(1, 0), await fit(100, 5000)];
  for (const { record } of [plain, scaled]) assert.ok(record.auroc > 0.97, JSON.stringify(record));
  const { latent: weights } = plain.classifier!;
  assert.equal(weights!.length, 4);
  weights!.forEach((weight, i) => assert.ok(i === 2 || Math.abs(weight) < weights![2]! / 2));
});

test('two labels are too few', async () => {
  const of = held(2, 5);
  const { fusion } = fitFusion({ ...of, bads: {} });
  await assert.rejects(
    fitClassifier({ fusion, measured: of, latents: null }),
    /needs at least 3 labelled bad images, got 2/,
  );
});
