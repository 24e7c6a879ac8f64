import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Graph } from '../../../models/graph/graph.ts';
import { elementCount } from '../../../models/graph/shape.ts';
import { featureDistance } from '../../../models/heads/featureDistance.ts';
import { gradientFeatures } from '../../../models/heads/gradientFeatures.ts';
import type { HeadDefinition } from '../../../models/heads/head.ts';
import { histogram } from '../../../models/heads/histogram.ts';
import { orientedCells } from '../../../models/heads/orientedCells.ts';
import { patchFrequencies } from '../../../models/heads/patchFrequencies.ts';
import { Random } from '../../../models/random.ts';
import { type HeadFeed, fitHead, runGraph, runHead } from './runHead.ts';

interface Reference {
  score: number[];
  map: number[];
}
interface Case {
  shape: [number, number, number];
  goods: number;
  images: number[];
  cells: number[];
  patches: number[];
  gradientFeatures: Reference;
  featureDistance: Reference;
  histogram: { score: number[]; blocks: number[][] };
  histogramOfPart: { score: number[]; blocks: number[][] };
}

// Made by test/fixtures/heads/makePlaces.py.
const file = new URL('../../fixtures/heads/places.json', import.meta.url);
const cases = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Case>);

/** Images from..to - 1 of a case; the head looks at nothing else. */
function feed({ shape, images }: Case, from: number, to: number): HeadFeed {
  const size = shape[0] * shape[1] * shape[2];
  const image = Float32Array.from(images.slice(from * size, to * size), (value) => value / 255);
  return { shape: [to - from, ...shape], image, reconstruction: new Float32Array(image.length) };
}

const all = ({ goods }: Case): number => goods + 2;

function near(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => {
    const difference = Math.abs(actual[i]! - value);
    assert.ok(
      difference <= tolerance * Math.max(1, Math.abs(value)),
      `${i}: ${actual[i]}, expected ${value}`,
    );
  });
}

for (const [name, item] of cases) {
  test(`descriptors of a ${name} image are numpy's`, async () => {
    const bad = feed(item, item.goods, item.goods + 1);
    const { cells, patches } = await runGraph(bad, ({ image }) => ({
      cells: orientedCells(image),
      patches: patchFrequencies(image),
    }));
    near(cells!.data, item.cells, 1e-4);
    near(patches!.data, item.patches, 1e-5);
  });

  test(`scores and maps of ${name} images are the reference's`, async () => {
    for (const [head, key] of [
      [gradientFeatures, 'gradientFeatures'],
      [featureDistance, 'featureDistance'],
    ] as const) {
      const build = await fitHead(head, feed(item, 0, item.goods));
      const { scores, map } = await runHead(build, feed(item, item.goods, all(item)));
      near(scores, item[key].score.slice(item.goods), 1e-3);
      near(map.subarray(0, item[key].map.length), item[key].map, 1e-3);
      const [bad, good] = scores;
      assert.ok(bad! > 1.5 * good!, `${key}: ${bad} of the bad image, ${good} of a good one`);
    }
  });

  test(`histogram distances and back projection of ${name} images are the reference's`, async () => {
    const part = { x: 0.25, y: 0.1, width: 0.5, height: 0.5 };
    for (const [options, key] of [
      [{}, 'histogram'],
      [{ histogramPart: part }, 'histogramOfPart'],
    ] as const) {
      const build = await fitHead(histogram, feed(item, 0, item.goods), options);
      const { scores, map } = await runHead(build, feed(item, 0, all(item)));
      near(scores, item[key].score, 2e-3);
      const [, height, width] = item.shape;
      const pixels = height * width;
      const bad = map.subarray(item.goods * pixels, (item.goods + 1) * pixels);
      const { blocks } = item[key];
      const [top, left] =
        key === 'histogram'
          ? [0, 0]
          : [0.1, 0.25].map((at, i) => Math.floor(at * Math.floor(item.shape[i + 1]! / 2)));
      // The mean of the four pixels of a block away from the border is, by linear resizing, near that of the block.
      blocks.forEach((row, r) =>
        row.forEach((value, c) => {
          if (value < 1 || Math.max(...row.slice(Math.max(0, c - 1), c + 2)) > value) return;
          const at = 2 * (r + top!) * width + 2 * (c + left!);
          const peak = Math.max(bad[at]!, bad[at + 1]!, bad[at + width]!, bad[at + width + 1]!);
          assert.ok(peak > 0.3 * value && peak <= 1.001 * Math.max(...blocks.flat()), `block ${r}, ${c}`);
        }),
      );
      if (key === 'histogramOfPart') assert.equal(bad[0], 0, 'nothing is seen outside the part');
    }
  });
}

test('maps point at the difference', async () => {
  const [, item] = cases[0]!;
  for (const head of [gradientFeatures, featureDistance]) {
    const build = await fitHead(head, feed(item, 0, item.goods));
    const { map } = await runHead(build, feed(item, item.goods, item.goods + 1));
    const worst = map.indexOf(Math.max(...map));
    const [row, column] = [Math.floor(worst / item.shape[2]), worst % item.shape[2]];
    assert.ok(row < 16 && column < 20, `worst at ${column}, ${row}; the spot lies at 3..11, 4..7`);
  }
});

const noNetwork: Record<string, HeadDefinition> = { gradientFeatures, featureDistance, histogram };
for (const [name, head] of Object.entries(noNetwork)) {
  test(`${name}: every image of a batch gets the score it has alone`, async () => {
    for (const [, item] of cases) {
      const build = await fitHead(head, feed(item, 0, item.goods));
      const { scores } = await runHead(build, feed(item, item.goods, all(item)));
      for (const [i, score] of scores.entries()) {
        const alone = await runHead(build, feed(item, item.goods + i, item.goods + i + 1));
        near([score], alone.scores, 1e-4);
      }
    }
  });

  test(`${name}: good images without any difference leave scores finite, and a small one does not decide`, async () => {
    const [, item] = cases[1]!;
    const one = feed(item, 0, 1);
    const image = Float32Array.from(
      { length: 8 * one.image.length },
      (_, i) => one.image[i % one.image.length]!,
    );
    const same: HeadFeed = {
      shape: [8, ...item.shape],
      image,
      reconstruction: new Float32Array(image.length),
    };
    const build = await fitHead(head, same);
    const noise = one.image.map((value, i) => value + ((i % 7) - 3) / 255 / 12);
    const { scores, map } = await runHead(build, { ...one, image: noise });
    assert.ok(Number.isFinite(scores[0]) && map.every((value) => Number.isFinite(value) && value >= 0));
    const bad = await runHead(build, feed(item, item.goods, item.goods + 1));
    assert.ok(bad.scores[0]! > 3 * scores[0]!, `${bad.scores[0]} of a bad image, ${scores[0]} of noise`);
  });
}

test('what is kept of a good image stays below 200 kB, however large it is', () => {
  for (const [height, width] of [
    [256, 256],
    [2048, 512],
    [90, 4000],
  ] as const) {
    for (const [name, head] of Object.entries(noNetwork)) {
      const image = new Graph('large').input('image', ['N', 3, height, width]);
      const kept = Object.values((head as HeadDefinition<never>).observe!({ image }));
      const numbers = kept.reduce((sum, { shape }) => sum + elementCount(shape.slice(1)), 0);
      assert.ok(4 * numbers < 200e3, `${name} keeps ${4 * numbers} bytes of ${height} x ${width} pixels`);
    }
  }
});

test('a large image is judged at places farther apart', async () => {
  const [height, width] = [300, 260];
  const random = new Random(1);
  const fed = (images: number, spot: boolean): HeadFeed => {
    const image = new Float32Array(images * height * width).map(
      (_, i) => 0.5 + 0.3 * Math.sin((i % width) / 20) + 0.02 * random.normal(),
    );
    if (spot) for (let row = 100; row < 140; row++) image.fill(0.1, row * width + 50, row * width + 90);
    return { shape: [images, 1, height, width], image, reconstruction: image };
  };
  for (const head of [gradientFeatures, featureDistance]) {
    const build = await fitHead(head, fed(6, false));
    const [good, bad] = [await runHead(build, fed(1, false)), await runHead(build, fed(1, true))];
    assert.ok(bad.scores[0]! > 2 * good.scores[0]!, `${bad.scores[0]} ${good.scores[0]}`);
    assert.equal(bad.map.length, height * width);
    const worst = bad.map.indexOf(Math.max(...bad.map));
    const [row, column] = [Math.floor(worst / width), worst % width];
    assert.ok(row > 80 && row < 160 && column > 30 && column < 110, `worst at ${column}, ${row}`);
  }
});

test('featureDistance counts the features of a network as half a distance, at their place', async () => {
  const [images, rows, columns] = [9, 3, 2];
  const values = new Random(6).normals(images * rows * columns);
  const fed = (from: number, to: number): HeadFeed => {
    const image = new Float32Array((to - from) * 64 * rows * columns).fill(0.5);
    // A layer that is finer than the places, and one that is coarser and left out.
    const cells = Float32Array.from(values.slice(from * rows * columns, to * rows * columns));
    const fine = new Float32Array(cells.length * 4).map(
      (_, i) => cells[Math.floor(i / (4 * columns)) * columns + (Math.floor(i / 2) % columns)]!,
    );
    const coarse = new Float32Array(to - from);
    return {
      shape: [to - from, 1, 8 * rows, 8 * columns],
      image,
      reconstruction: image,
      features: [
        { shape: [1, 2 * rows, 2 * columns], image: fine, reconstruction: fine },
        { shape: [1, 1, 1], image: coarse, reconstruction: coarse },
      ],
    };
  };
  const goods = images - 1;
  const build = await fitHead(featureDistance, fed(0, goods));
  const { scores } = await runHead(build, fed(goods, images));
  const at = (image: number, place: number): number => values[image * rows * columns + place]!;
  const places = Array.from({ length: rows * columns }, (_, place) => place);
  const variance =
    places.reduce((sum, place) => {
      const good = Array.from({ length: goods }, (_, image) => at(image, place));
      const mean = good.reduce((total, value) => total + value, 0) / goods;
      return sum + good.reduce((total, value) => total + (value - mean) ** 2, 0) / goods;
    }, 0) / places.length;
  const farthest = Math.max(
    ...places.map((place) =>
      Math.min(...Array.from({ length: goods }, (_, good) => Math.abs(at(good, place) - at(goods, place)))),
    ),
  );
  near(scores, [Math.sqrt(((farthest ** 2 / variance) * 0.25) / 1.25)], 1e-3);
  await assert.rejects(
    runHead(build, { ...fed(goods, images), features: [] }),
    /network that the good images/,
  );
});

test('a part outside the image is refused with what was asked', async () => {
  const [, item] = cases[0]!;
  const part = { x: 0.5, y: 0, width: 0.6, height: 1 };
  await assert.rejects(
    fitHead(histogram, feed(item, 0, item.goods), { histogramPart: part }),
    /within 0..1; got 0.5, 0, 0.6, 1/,
  );
});
