import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ablate } from './ablate.ts';
import { type Half, halfOf } from './halves.ts';
import type { QualityRun } from './qualityRun.ts';
import { resultSentence, setResults } from './qualityTables.ts';
import { readBars } from './readBars.ts';
import { summariseRun } from './summariseRun.ts';

test('bars are read from the last cells of a table', () => {
  const index = [
    '# Sets with 0.5 in a heading',
    '| set | test bad | bar (AUROC) |',
    '|---|---|---|',
    '| bottle_320 | 63: broken_large 20 | 0.99 |',
    '| tile | none | .85 |',
    '| easy | 10 | 1.0 |',
    '| not a bar | 0.5 | 25 |',
    'text | with | 0.7',
  ].join('\r\n');
  assert.deepEqual(
    [...readBars(index)],
    [
      ['bottle_320', 0.99],
      ['tile', 0.85],
      ['easy', 1],
    ],
  );
});

test('an image is in one half, by its bytes', () => {
  const halves = Array.from({ length: 400 }, (_, i) => halfOf(Buffer.from(`image ${i}`)));
  const inA = halves.filter((half) => half === 'A').length;
  assert.ok(inA > 150 && inA < 250, `${inA} of 400 in half A`);
  assert.equal(halfOf(Buffer.from('image 7')), halves[7]);
});

/** ssim tells bad images (sixth and later) apart; mae is nearly noise. */
function syntheticRun(seed: number, halves: readonly Half[], badSsim = 3): QualityRun {
  const noise = (i: number): number => ((i * 37 + seed * 11) % 17) / 17;
  const scored = (i: number, bad: boolean, by = 3) => ({
    mae: noise(3 * i) + (bad ? by / 50 : 0),
    ssim: noise(i + 5) + (bad ? by : 0),
    fused: noise(i + 5) + (bad ? by : 0),
  });
  const statistics = {
    count: 40,
    minimum: 0,
    median: 0.5,
    maximum: 1,
    mean: 0.5,
    standardDeviation: 0.3,
    limit: 1,
  };
  const calibration: QualityRun['manifest']['calibration'] = {
    ...{ id: 'c', createdAt: '2024-01-01T00:00:00Z', limit: 0.9, goods: 40, rank: 40 },
    ...{ head: 'fused' as const, expectedOverkill: 1 / 41, overkillBound: 0.07 },
  };
  return {
    set: 'made up',
    seed,
    teachArguments: ['--minutes', '1'],
    manifest: {
      id: 'bundle',
      preprocessing: {
        region: null,
        otherSizes: 'refuse',
        channels: 1,
        width: 8,
        height: 8,
        kernel: 'linear',
      },
      heads: { mae: statistics, ssim: statistics, fused: statistics },
      calibration,
      teaching: {
        ...{ seed, steps: 10, seconds: 1, minutes: 1, trained: 20, heldOut: 20, calibrated: 10 },
        ...{ dataSha256: '', skipped: [], provider: 'cpu', versions: {} },
      },
    },
    images: Array.from({ length: 40 }, (_, i) => ({
      file: `${i}.png`,
      kind: i < 20 ? 'good' : 'crack',
      half: halves[i % halves.length]!,
      scores: scored(i, i >= 20, badSsim),
    })),
    unreadable: [],
    pixels: {},
    heldOut: {
      goods: Array.from({ length: 20 }, (_, i) => scored(100 + i, false)),
      anomalies: Array.from({ length: 40 }, (_, i) => ({
        kind: i % 2 === 0 ? 'scar' : 'stain',
        scores: scored(200 + i, true),
      })),
      reconstructionError: 0.001,
      meanImageError: 0.002,
    },
  };
}

test('a run is summarised by the halves that were judged', () => {
  const onlyA = summariseRun(syntheticRun(1, ['A']));
  assert.deepEqual(Object.keys(onlyA), ['A']);
  const { A, B, both } = summariseRun(syntheticRun(1, ['A', 'B']));
  assert.deepEqual([A?.goods, B?.goods, both?.goods, both?.bads], [10, 10, 20, 20]);
  assert.equal(both?.auroc.ssim, 1);
  assert.ok((both?.auroc.mae ?? 1) < 0.9);
  assert.equal(both?.escape.count, 0);
  const rejected = syntheticRun(1, ['A', 'B']).images.filter(
    ({ kind, scores }) => kind === 'good' && scores.fused! > 0.9,
  );
  assert.equal(both?.overkill.count, rejected.length);
  // scipy.stats.betabinom.ppf(0.99, 20, 1, 40)
  assert.equal(both?.overkillAllowance, 3);
});

test('the median over the seeds is held against the bar', () => {
  const runs = [syntheticRun(1, ['A']), syntheticRun(2, ['A']), syntheticRun(3, ['A'], -3)].map((run) => ({
    run,
    summary: summariseRun(run),
  }));
  const [result] = setResults(runs, new Map([['made up', 0.99]]));
  assert.deepEqual([result?.median, result?.least, result?.most, result?.bar], [1, 0, 1, 0.99]);
  assert.match(
    resultSentence(result!),
    /median AUROC 1\.0000 \(0\.0000 to 1\.0000\), at or above its bar of 0\.99\./,
  );
  assert.match(resultSentence({ ...result!, median: 0.98 }), /BELOW/);
});

test('what a head buys is what the fusion fitted without it loses', () => {
  const { all, without, withoutNetwork, networkOnly } = ablate(syntheticRun(1, ['A']));
  assert.equal(all, 1);
  assert.equal(without.mae, 1, 'noise buys nothing');
  assert.deepEqual(Object.keys(without), ['mae', 'ssim']);
  assert.deepEqual([withoutNetwork, networkOnly], [null, 1], 'both heads look at the reconstruction');
});
