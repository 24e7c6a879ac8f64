import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { auroc } from '../../../models/evaluation/auroc.ts';
import { aurocInterval } from '../../../models/evaluation/aurocInterval.ts';
import { averagePrecision } from '../../../models/evaluation/averagePrecision.ts';
import { betaBinomialQuantile } from '../../../models/evaluation/betaBinomialQuantile.ts';
import { labelRegions } from '../../../models/evaluation/labelRegions.ts';
import { PixelTally } from '../../../models/evaluation/pixelTally.ts';
import { rocCurve } from '../../../models/evaluation/rocCurve.ts';

interface Fixture {
  images: {
    name: string;
    goods: number[];
    bads: number[];
    auroc: number;
    averagePrecision: number;
    interval: [number, number];
  }[];
  pixels: {
    width: number;
    height: number;
    maps: number[][];
    masks: number[][];
    auroc: number;
    pro: number;
    regions: number;
  };
  betaBinomial: { probability: number; trials: number; a: number; b: number; count: number }[];
}

const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/evaluation/measures.json', import.meta.url), 'utf8'),
) as Fixture;

const near = (actual: number, expected: number, tolerance = 1e-12): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

for (const { name, goods, bads, ...expected } of fixture.images) {
  test(`AUROC, its interval and average precision ${name} are the reference's`, () => {
    near(auroc(goods, bads), expected.auroc);
    near(averagePrecision(goods, bads), expected.averagePrecision);
    const [low, high] = aurocInterval(expected.auroc, goods.length, bads.length);
    near(low, expected.interval[0], 1e-8);
    near(high, expected.interval[1], 1e-8);
  });

  test(`the area under the ROC curve ${name} is the AUROC`, () => {
    const points = rocCurve(goods, bads);
    let area = 0;
    for (let i = 1; i < points.length; i++) {
      const [from, to] = [points[i - 1]!, points[i]!];
      area += ((to.overkill - from.overkill) * (from.caught + to.caught)) / 2;
    }
    near(area, expected.auroc);
    assert.deepEqual(points.at(-1), { overkill: 1, caught: 1 });
  });
}

test('pixel AUROC and per-region overlap are those of a direct evaluation', () => {
  const { width, height, maps, masks, ...expected } = fixture.pixels;
  const tally = new PixelTally();
  maps.forEach((map, i) => {
    const mask = Uint8Array.from(masks[i]!);
    tally.add(Float32Array.from(map), mask.some(Boolean) ? labelRegions(mask, width, height) : null);
  });
  const measures = tally.measures()!;
  near(measures.auroc, expected.auroc);
  near(measures.pro, expected.pro);
  assert.equal(measures.regions, expected.regions);
  assert.equal(measures.goodPixels + measures.defectPixels, maps.length * width * height);
});

test('evidence is told apart over 20 orders of magnitude', () => {
  const tally = new PixelTally();
  tally.add(Float32Array.of(1e-10, 1e10, 0, 3), labelRegions(Uint8Array.of(0, 1, 0, 1), 2, 2));
  assert.equal(tally.measures()?.auroc, 1);
  assert.equal(tally.measures()?.pro, 1);
});

test('without pixels of both kinds there are no pixel measures; evidence below 0 is refused', () => {
  const tally = new PixelTally();
  assert.equal(tally.measures(), null);
  tally.add(Float32Array.of(1, 2), null);
  assert.equal(tally.measures(), null);
  assert.throws(() => tally.add(Float32Array.of(1, -2), null), /got -2/);
  assert.throws(() => tally.add(Float32Array.of(1, NaN), null), /got NaN/);
  assert.throws(
    () => tally.add(Float32Array.of(1), labelRegions(Uint8Array.of(0, 1), 2, 1)),
    /1 pixels, the mask 2/,
  );
});

for (const { probability, trials, a, b, count } of fixture.betaBinomial) {
  test(`${100 * probability} % quantile of BetaBinomial(${trials}, ${a}, ${b}) is ${count}`, () => {
    assert.equal(betaBinomialQuantile(probability, trials, a, b), count);
  });
}

test('measures refuse an empty side and scores that are not finite', () => {
  assert.throws(() => averagePrecision([1], []), /1 good and 0 bad/);
  assert.throws(() => rocCurve([Infinity], [1]), /got Infinity/);
  assert.throws(() => aurocInterval(1.1, 3, 3), /got 1.1/);
  assert.throws(() => betaBinomialQuantile(1, 3, 1, 1), /got 1, 3/);
});
