import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceAt } from '../../../models/fusion/evidenceCurve.ts';
import type { HeldOutMeasured } from '../../../models/fusion/crossFit.ts';
import { fitFusion } from '../../../models/fusion/fitFusion.ts';
import type { OwnHeadName } from '../../../models/heads/heads.ts';
import { Random } from '../../../models/random.ts';

const goods = 30;
const random = new Random(5);
const exponential = (): number => -Math.log(1 - random.uniform());
const measured = (scores: readonly number[]) => ({ scores, peaks: scores.map((score) => 2 * score) });
const scored = (count: number, shift: number) =>
  measured(Array.from({ length: count }, () => exponential() + shift));
const kinds = Array.from({ length: 60 }, (_, i) => (i < 50 ? 'often' : 'rare'));

/** `gradientFeatures` sees anomalies, `ssim` scores them lower than good images, `mse` says the same of every image. */
function held(bads: HeldOutMeasured['bads'] = {}): HeldOutMeasured {
  return {
    select: {
      mse: measured(Array.from({ length: goods }, () => 7)),
      ssim: scored(goods, 2),
      gradientFeatures: scored(goods, 0),
    },
    teach: { gradientFeatures: scored(20, 0) },
    anomalies: {
      mse: measured(kinds.map(() => 7)),
      ssim: scored(kinds.length, 0),
      gradientFeatures: scored(kinds.length, 4),
    },
    kinds,
    bads,
  };
}

test('a head below chance and one that says nothing are left out, with the reason', () => {
  const { fusion, record } = fitFusion(held());
  assert.deepEqual(Object.keys(fusion), ['gradientFeatures']);
  assert.equal(fusion.gradientFeatures!.weight, 1);
  assert.match(record.heads.ssim!.leftOut!, /no better than chance \(AUROC 0\.\d{3}\)\.$/);
  assert.match(record.heads.mse!.leftOut!, /hardly differ/);
  assert.equal(record.heads.gradientFeatures!.leftOut, undefined);
  assert.ok(record.heads.gradientFeatures!.syntheticAuroc > 0.9);
  assert.deepEqual([record.goods, record.anomalies, record.bads], [goods, 60, 0]);
});

test('the tail is fitted to all held-out goods there are, the peak to those all heads judged', () => {
  const all = held();
  const { fusion } = fitFusion(all);
  const { curve, pixelLimit } = fusion.gradientFeatures!;
  const scores = [...all.select.gradientFeatures!.scores, ...all.teach.gradientFeatures!.scores];
  assert.equal(curve.scores[0], Math.min(...scores));
  assert.ok(evidenceAt(curve, Math.max(...scores)) > 2);
  assert.equal(pixelLimit, Math.max(...all.select.gradientFeatures!.peaks));
});

test('every kind of anomaly counts the same in what is told of a head', () => {
  const all = held();
  const seen = kinds.map((kind, i) => (kind === 'often' ? all.anomalies.gradientFeatures!.scores[i]! : -1));
  const good = measured(all.select.gradientFeatures!.scores.map((score) => (score > 0.3 ? score : -2)));
  const { record } = fitFusion({
    ...all,
    select: { gradientFeatures: good },
    anomalies: { gradientFeatures: measured(seen) },
  });
  const below = good.scores.filter((score) => score < 0).length / goods;
  assert.ok(below > 0.1 && below < 0.5);
  assert.ok(Math.abs(record.heads.gradientFeatures!.syntheticAuroc - (1 + below) / 2) < 0.02);
});

test('labelled bad images that a head surely ranks below the good ones leave it out', () => {
  const all = held();
  const inverted = { ...all.anomalies, ssim: scored(kinds.length, 6) };
  const fusionWith = (bads: HeldOutMeasured['bads']) => fitFusion({ ...all, anomalies: inverted, bads });
  const bads = (count: number): HeldOutMeasured['bads'] => ({
    mse: measured(Array.from({ length: count }, () => 7)),
    ssim: measured(Array.from({ length: count }, (_, i) => 0.01 * i)),
    gradientFeatures: scored(count, 5),
  });
  assert.ok(fusionWith({}).fusion.ssim!.weight > 0.1);
  const { fusion, record } = fusionWith(bads(6));
  assert.equal(fusion.ssim, undefined);
  assert.match(
    record.heads.ssim!.leftOut!,
    /labelled bad images below .* \(AUROC 0\.000, at most 0\.\d{3} at 95 %\)/,
  );
  // One image proves nothing.
  assert.equal(fusionWith(bads(1)).record.heads.ssim!.leftOut, undefined);
});

test('labelled bad images draw weight to the heads that see them', () => {
  const all = held();
  const both = { ...all.anomalies, ssim: scored(kinds.length, 5) };
  const bads: HeldOutMeasured['bads'] = {
    ssim: scored(8, 6),
    gradientFeatures: measured(Array.from({ length: 8 }, () => 1)),
  };
  const weightOf = (name: OwnHeadName, of: HeldOutMeasured): number =>
    fitFusion(of).fusion[name]?.weight ?? 0;
  const { mse: _, ...select } = all.select;
  const without = { ...all, select, anomalies: both };
  assert.ok(weightOf('ssim', { ...without, bads }) > weightOf('ssim', without) + 0.02);
});

test('when no head tells anything, that is said', () => {
  const all = held();
  const { gradientFeatures: _, ...select } = all.select;
  assert.throws(
    () => fitFusion({ ...all, select }),
    /No head tells synthetic anomalies from the good images/,
  );
});
