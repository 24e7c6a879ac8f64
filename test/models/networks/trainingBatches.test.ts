import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawDemo } from '../../../models/demo/drawDemo.ts';
import { goodCount } from '../../../models/networks/teaching.ts';
import { taughtVariation } from '../../../models/networks/taughtVariation.ts';
import { TrainingBatches } from '../../../models/networks/trainingBatches.ts';
import { Random } from '../../../models/random.ts';
import { float32Of } from '../../../models/session.ts';

const size = { channels: 1, width: 96, height: 64, latentSize: 8 } as const;
const pixels = size.width * size.height;
const images = [1, 2, 3].map((seed) =>
  Float32Array.from(
    drawDemo({ seed, kind: 'good', width: size.width, height: size.height }).pixels as Uint8Array,
    (sample) => sample / 255,
  ),
);
const next = () =>
  new TrainingBatches(images, size, 5, new Random(1), taughtVariation(images, size, new Random(2))).next();

test('the first images of a batch stay good, the others differ from their target where the mask says so', () => {
  const feeds = next();
  const [image, target, mask] = ['image', 'target', 'mask'].map((name) => float32Of(feeds, name)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  assert.deepEqual(feeds['mask']!.shape, [5, 1, 64, 96]);
  assert.equal(goodCount(5), 3);
  for (let row = 0; row < 5; row++) {
    let [marked, changed, changedOutside] = [0, 0, 0];
    for (let i = row * pixels; i < (row + 1) * pixels; i++) {
      const difference = Math.abs(image[i]! - target[i]!);
      marked += mask[i]!;
      changed += Number(difference > 0);
      // An anomaly fades out beyond what is marked.
      changedOutside = Math.max(changedOutside, mask[i] ? 0 : difference);
    }
    if (row < goodCount(5)) assert.deepEqual([marked, changed], [0, 0], `image ${row} is not good`);
    else assert.ok(marked > 0 && changed > 0 && changedOutside < 0.25, `image ${row}: ${changedOutside}`);
  }
});

test('the same seed gives the same batch', () => {
  assert.deepEqual(next(), next());
});
