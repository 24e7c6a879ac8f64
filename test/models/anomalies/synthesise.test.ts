import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnomalyKind, anomalyNames, movesWhole } from '../../../models/anomalies/anomalyKinds.ts';
import { cellGrid } from '../../../models/anomalies/cellGrid.ts';
import { changeOf, changeThreshold } from '../../../models/anomalies/changeOf.ts';
import type { GoodVariation } from '../../../models/anomalies/goodVariation.ts';
import { leastVisibility, synthesise, synthesiseKind } from '../../../models/anomalies/synthesise.ts';
import { visibility } from '../../../models/anomalies/visibility.ts';
import type { ImageShape } from '../../../models/networks/augment.ts';
import { Random } from '../../../models/random.ts';

const shapes: readonly ImageShape[] = [
  { channels: 1, width: 128, height: 128 },
  { channels: 3, width: 96, height: 64 },
  { channels: 1, width: 40, height: 200 },
];

const spread = 0.03;

/** A dark ground with sensor noise and, in about the middle, a brighter ellipse with stripes. */
function drawGood({ channels, width, height }: ImageShape, random: Random): Float32Array {
  const offset = 2 * random.uniform();
  return Float32Array.from({ length: channels * height * width }, (_, index) => {
    const x = index % width;
    const y = Math.floor(index / width) % height;
    const channel = Math.floor(index / (width * height));
    const inside = Math.hypot((x - offset) / width - 0.5, 1.3 * (y / height - 0.5)) < 0.3;
    const value = inside ? 0.6 + 0.2 * Math.sin(y / 3) - 0.1 * channel : 0.2;
    return Math.min(1, Math.max(0, value + 0.015 * random.normal()));
  });
}

const goodsOf = (shape: ImageShape): Float32Array[] => {
  const random = new Random(11);
  return Array.from({ length: 6 }, () => drawGood(shape, random));
};

function variationOf(shape: ImageShape): GoodVariation {
  const { contrast } = cellGrid(goodsOf(shape)[0]!, shape);
  return {
    spread: new Float32Array(shape.width * shape.height).fill(spread),
    structure: contrast,
    rotationDegrees: 2,
    shiftShare: 0.02,
  };
}

for (const shape of shapes) {
  const goods = goodsOf(shape);
  const variation = variationOf(shape);
  const size = `${shape.width}x${shape.height}x${shape.channels}`;
  for (const kind of anomalyNames) {
    test(`${kind} changes ${size} where its mask says, visibly, and leaves the good image alone`, () => {
      const good = goods[0]!;
      const before = good.slice();
      const random = new Random(5);
      let drawn = 0;
      for (let run = 0; run < 12; run++) {
        const anomaly = synthesiseKind(kind, good, goods, shape, random, variation);
        if (!anomaly) continue;
        drawn++;
        assert.equal(anomaly.kind, kind);
        const { image, mask } = anomaly;
        assert.ok(image.every((value) => value >= 0 && value <= 1));
        assert.ok(mask.every((value) => value === 0 || value === 1));
        const change = changeOf(good, image, shape);
        const missed = change.filter((value, pixel) => value > changeThreshold && mask[pixel] === 0);
        // Where the whole moved only what shows is marked.
        if (movesWhole(kind)) assert.ok(missed.filter((value) => value > 0.3).length < 0.02 * mask.length);
        else assert.equal(missed.length, 0);
        const changed = change.filter((value) => value > changeThreshold).length;
        const marked = mask.reduce((sum, value) => sum + value, 0);
        assert.ok(changed > 0 && changed >= marked / 3, `${changed} of ${marked} marked pixels changed`);
        const seen = visibility(change, shape, cellGrid(good, shape), variation.spread);
        assert.ok(seen >= leastVisibility, `visibility ${seen}`);
      }
      assert.ok(drawn >= 9, `${drawn} of 12 could be seen`);
      assert.deepEqual(good, before);
    });
  }
}

const [shape] = shapes as [ImageShape];
const goods = goodsOf(shape);

test('the same random state gives the same anomaly, another one another', () => {
  const draw = (seed: number) => synthesise(goods[1]!, goods, shape, new Random(seed), variationOf(shape));
  for (let seed = 0; seed < 10; seed++) assert.deepEqual(draw(seed), draw(seed));
  assert.notDeepEqual(draw(1).image, draw(2).image);
});

const reached = (variation?: GoodVariation): Set<AnomalyKind> => {
  const random = new Random(3);
  return new Set(
    Array.from({ length: 150 }, (_, i) => synthesise(goods[i % 6]!, goods, shape, random, variation).kind),
  );
};

test('every kind is reached; whole moves only where good parts have a pose to leave', () => {
  assert.deepEqual([...reached(variationOf(shape))].sort(), [...anomalyNames].sort());
  const local = anomalyNames.filter((kind) => !movesWhole(kind)).sort();
  assert.deepEqual([...reached()].sort(), local);
  assert.deepEqual(
    [...reached({ ...variationOf(shape), rotationDegrees: null })].sort(),
    [...local, 'wholeShift'].sort(),
  );
});

test('a good image that shows nothing still gets anomalies that can be seen', () => {
  for (const value of [0, 0.5, 1]) {
    const flat = new Float32Array(shape.width * shape.height).fill(value);
    const random = new Random(8);
    for (let run = 0; run < 20; run++) {
      const { mask } = synthesise(flat, [], shape, random);
      assert.ok(mask.includes(1));
    }
  }
});
