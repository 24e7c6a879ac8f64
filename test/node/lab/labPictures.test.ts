import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labTruths } from '../../../electron/common/lab.ts';
import { countsAtEdge } from '../../../electron/common/labRates.ts';
import { scaleOver } from '../../../electron/common/scoreScale.ts';
import { labCounts } from '../../../electron/node/lab/labCounts.ts';
import { labHead } from '../../../electron/node/lab/labHead.ts';
import { labHistogram } from '../../../electron/node/lab/labHistogram.ts';
import { imagesInside, labScatter } from '../../../electron/node/lab/labScatter.ts';
import { nearestImages } from '../../../electron/node/lab/nearestImages.ts';
import { Random } from '../../../models/random.ts';
import { scoredRows, type ScoredRow } from '../../helpers/scoredRows.ts';

/** Good ones about 1, bad ones from there to a hundred times as much; some equal, some not found. */
function someRows(seed: number, goods: number, bads: number): ScoredRow[] {
  const random = new Random(seed);
  const score = (wide: number) => Math.round(1000 * Math.exp(wide * random.normal())) / 1000;
  const of = (count: number, row: (index: number) => ScoredRow) =>
    Array.from({ length: count }, (_, i) => row(i));
  return [
    ...of(goods, (i) => ({
      ...({ truth: 'good', taught: i % 3 === 0, notFound: i % 50 === 1 } as const),
      scores: { mae: score(0.2), ssim: random.uniform() },
    })),
    ...of(bads, (i) => ({
      ...({ truth: 'bad', taught: i % 4 === 0, notFound: i % 5 === 1 } as const),
      scores: { mae: score(2) + 1, ssim: random.uniform() + 0.5 },
    })),
    ...of(40, () => ({ truth: 'synthetic', scores: { mae: score(1), ssim: random.uniform() } })),
    ...of(30, () => ({ truth: 'unknown', scores: { mae: score(0.3), ssim: random.uniform() } })),
  ];
}

for (const [goods, bads] of [
  [300, 10],
  [300, 1],
  [200, 200],
  [1, 3],
] as const) {
  test(`${goods} good and ${bads} bad: counts at every edge of the histogram are those of the scores one by one`, () => {
    const scored = scoredRows(someRows(goods + bads, goods, bads));
    const histogram = labHistogram(scored, 'mae', 1.4, [1.2]);
    const { edges, bins, notFound } = histogram;
    assert.ok(edges.includes(1.4) && edges.includes(1.2), 'the limits are edges');
    assert.deepEqual(
      [...edges].sort((a, b) => a - b),
      edges,
    );
    const inBins = Object.values(bins).flat();
    const all = [...inBins, ...Object.values(notFound)].reduce((sum, images) => sum + images, 0);
    assert.equal(all, scored.images.length, 'no image is lost, none counted twice');
    for (let edge = 0; edge < edges.length; edge++) {
      const reviewEdge = edge % 2 === 0 ? null : Math.floor(edge / 2);
      const review = reviewEdge === null ? null : edges[reviewEdge]!;
      assert.deepEqual(
        countsAtEdge(histogram, edge, reviewEdge),
        labCounts(scored, 'mae', edges[edge]!, review),
        `edge ${edge}`,
      );
    }
  });
}

test('counts at a limit, by hand: a score at the limit passes, taught images do not count, what was not found fails', () => {
  const scored = scoredRows([
    { truth: 'good', scores: { mae: 1 } },
    { truth: 'good', scores: { mae: 2 } },
    { truth: 'good', taught: true, scores: { mae: 9 } },
    { truth: 'good', notFound: true, scores: { mae: 0 } },
    { truth: 'bad', scores: { mae: 2 } },
    { truth: 'bad', scores: { mae: 1.5 } },
    { truth: 'bad', scores: { mae: 1 } },
    { truth: 'bad', notFound: true, scores: { mae: 0 } },
    { truth: 'bad', taught: true, scores: { mae: 0 } },
    { truth: 'synthetic', scores: { mae: 3 } },
    { truth: 'synthetic', scores: { mae: 1 } },
    { truth: 'unknown', scores: { mae: 5 } },
  ]);
  assert.deepEqual(labCounts(scored, 'mae', 1.5, null), {
    ...{ goods: 3, goodsRejected: 2, goodsUnsure: 0, bads: 4, badsPassed: 2, badsUnsure: 0 },
    ...{ synthetics: 2, syntheticsPassed: 1 },
  });
  assert.deepEqual(labCounts(scored, 'mae', 1.5, 1), {
    ...{ goods: 3, goodsRejected: 2, goodsUnsure: 0, bads: 4, badsPassed: 1, badsUnsure: 1 },
    ...{ synthetics: 2, syntheticsPassed: 1 },
  });
});

test('the ROC of ten thousand good images is thinned without losing its area', () => {
  const scored = scoredRows(someRows(5, 10_000, 400));
  const { bad, synthetic } = labHistogram(scored, 'mae', 1.4).roc;
  assert.ok(bad !== null && synthetic !== null);
  assert.ok(bad.points.length <= 400);
  assert.deepEqual(bad.points[0], { overkill: 0, caught: 0 });
  assert.deepEqual(bad.points.at(-1), { overkill: 1, caught: 1 });
  const area = bad.points.slice(1).reduce((sum, { overkill, caught }, i) => {
    const before = bad.points[i]!;
    return sum + ((overkill - before.overkill) * (caught + before.caught)) / 2;
  }, 0);
  assert.ok(Math.abs(area - bad.auroc) < 0.003, `${area} is not ${bad.auroc}`);
  const counting = scored.images.filter(({ taught }) => !taught);
  const of = (truth: string) =>
    counting.filter((image) => image.truth === truth).map((image) => scored.score('mae', image));
  let above = 0;
  for (const one of of('bad')) {
    for (const other of of('good')) above += one > other ? 1 : one === other ? 0.5 : 0;
  }
  assert.ok(Math.abs(above / of('bad').length / of('good').length - bad.auroc) < 1e-12);
});

test('without bad images, or without good ones, there is no ROC and everything else', () => {
  const rows = someRows(6, 50, 0);
  const { roc, edges } = labHistogram(scoredRows(rows), 'mae', 1);
  assert.deepEqual([roc.bad, roc.synthetic !== null, edges.length > 100], [null, true, true]);
  const none = labHistogram(scoredRows(rows.filter(({ truth }) => truth !== 'good')), 'mae', 1);
  assert.deepEqual(none.roc, { bad: null, synthetic: null });
  assert.ok(labHistogram(scoredRows([]), 'mae', 1).edges.every(Number.isFinite));
  const same = scoredRows([{ truth: 'good', scores: { mae: 2 } }]);
  assert.equal(countsAtEdge(labHistogram(same, 'mae', 2), 180, null).goods, 1, 'one score, at the limit');
});

test('the images nearest a score are those by distance, so many good ones and so many others', () => {
  const scored = scoredRows(someRows(7, 200, 20));
  const found = nearestImages(scored, 'mae', 1.3, 6);
  const distance = (image: (typeof found)[number]) => Math.abs(scored.score('mae', image) - 1.3);
  assert.equal(found.length, 12);
  for (const isGood of [true, false]) {
    const side = (images: readonly (typeof found)[number][]) =>
      images
        .filter(({ truth }) => (truth === 'good') === isGood)
        .map(distance)
        .sort((a, b) => a - b);
    assert.deepEqual(side(found), side(scored.images).slice(0, 6));
  }
  const scores = found.map((image) => scored.score('mae', image));
  assert.deepEqual(
    [...scores].sort((a, b) => a - b),
    scores,
  );
});

test('a scatter has every image once, as a dot or in a cell; a lasso finds those inside it', () => {
  const scored = scoredRows(someRows(8, 4000, 30));
  const axes = { x: { head: 'mae', limit: 1.4 }, y: { head: 'ssim', limit: 0.9 } } as const;
  const { points, cells, columns, rows, x, y } = labScatter(scored, axes);
  for (const truth of labTruths) {
    const inCells = cells[truth].reduce((sum, [, , images]) => sum + images, 0);
    const those = scored.images.filter((image) => image.truth === truth).length;
    assert.equal(points[truth].length + inCells, those);
    assert.ok(cells[truth].every(([column, row]) => column < columns && row < rows));
  }
  assert.equal(points.good.length, 0);
  assert.equal(points.bad.length, 30);
  const [xs, ys] = [scaleOver(x), scaleOver(y)];
  const corners = [
    [xs.place(0.9), ys.place(0.3)],
    [xs.place(1.5), ys.place(0.3)],
    [xs.place(1.5), ys.place(0.7)],
    [xs.place(0.9), ys.place(0.7)],
  ] as const;
  const inside = imagesInside(scored, axes, corners);
  const expected = scored.images.filter((image) => {
    const [mae, ssim] = [scored.score('mae', image), scored.score('ssim', image)];
    return mae > 0.9 && mae < 1.5 && ssim > 0.3 && ssim < 0.7;
  });
  assert.ok(expected.length > 100);
  const numbers = (images: readonly { readonly number: number }[]) =>
    images.map(({ number }) => number).sort((a, b) => a - b);
  // The scale's own rounding decides of a score on the outline.
  const onOutline = scored.images.filter((image) => [0.9, 1.5].includes(scored.score('mae', image)));
  const without = (images: typeof expected) => numbers(images.filter((image) => !onOutline.includes(image)));
  assert.deepEqual(without(inside), without(expected));
  const triangle = [corners[0], corners[1], corners[3]];
  assert.ok(imagesInside(scored, axes, triangle).length < inside.length);
});

test('a head at a glance has every image once, and its limit between two bins', () => {
  const scored = scoredRows(someRows(9, 500, 20));
  for (const limit of [0.9, 1.2, 1.4, 3]) {
    const { goods, bads, synthetics, limitBin, badAuroc } = labHead(scored, 'mae', limit);
    const sum = (counts: readonly number[]) => counts.reduce((total, images) => total + images, 0);
    const found = scored.images.filter(({ notFound }) => !notFound);
    const of = (truth: string) => found.filter((image) => image.truth === truth);
    assert.deepEqual(
      [goods, bads, synthetics].map(sum),
      ['good', 'bad', 'synthetic'].map((truth) => of(truth).length),
    );
    const above = of('good').filter((image) => scored.score('mae', image) > limit).length;
    assert.equal(sum(goods.slice(limitBin)), above);
    assert.ok(Number.isInteger(limitBin) && badAuroc !== null);
  }
});
