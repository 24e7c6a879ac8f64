import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawDemo } from '../../../models/demo/drawDemo.ts';
import { separation } from '../../../models/networks/heldOutEvaluation.ts';
import { heldOutImages } from '../../../models/networks/heldOutImages.ts';

test('separation falls as anomalies score higher than good images, and stays finite', () => {
  assert.ok(Math.abs(separation([0, 1], [0, 1]) - (2 * Math.log(2) + Math.log1p(Math.E) + Math.log1p(1 / Math.E)) / 4) < 1e-12); // prettier-ignore
  const values = [-2000, -1, 0, 1, 5, 2000].map((ahead) => separation([0, 1], [ahead, ahead + 1]));
  assert.deepEqual(
    [...values].sort((a, b) => b - a),
    values,
  );
  assert.ok(values.every(Number.isFinite));
});

test('held-out anomalies are the same for the same seed, some dozen of few images', () => {
  const size = { channels: 1, width: 64, height: 64 } as const;
  const goods = [1, 2, 3, 4, 5].map((seed) =>
    Float32Array.from(
      drawDemo({ seed, kind: 'good', width: 64, height: 64 }).pixels as Uint8Array,
      (sample) => sample / 255,
    ),
  );
  const of = (seed: number) => heldOutImages(goods, size, seed, undefined).anomalies;
  assert.equal(of(1).length, 35);
  assert.deepEqual(of(1), of(1));
  assert.notDeepEqual(of(1), of(2));
});
