import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { latentDistance } from '../../../models/heads/latentDistance.ts';
import { ledoitWolf } from '../../../models/heads/ledoitWolf.ts';
import { whitening } from '../../../models/heads/whitening.ts';
import { type HeadFeed, fitHead, runHead } from './runHead.ts';

// Made by test/fixtures/heads/make.py.
const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/heads/latents.json', import.meta.url), 'utf8'),
) as {
  size: number;
  goods: number;
  mean: number[];
  logVariance: number[];
  shrinkage: number;
  covariance: number[];
  score: number[];
};
const { size, goods } = fixture;
const rows = fixture.mean.length / size;

function feed(from: number, to: number): HeadFeed {
  const cut = (values: number[]): Float32Array => Float32Array.from(values.slice(from * size, to * size));
  const pixels = new Float32Array((to - from) * 4).fill(0.5);
  return {
    shape: [to - from, 1, 2, 2],
    image: pixels,
    reconstruction: pixels.map((_, i) => (i % 4) / 4),
    latentSize: size,
    latentMean: cut(fixture.mean),
    latentLogVariance: cut(fixture.logVariance),
  };
}

test('the shrunk covariance is scikit-learn’s', () => {
  const { covariance, shrinkage } = ledoitWolf(fixture.mean.slice(0, goods * size), size);
  assert.ok(Math.abs(shrinkage - fixture.shrinkage) < 1e-10, String(shrinkage));
  covariance.forEach((value, i) => assert.ok(Math.abs(value - fixture.covariance[i]!) < 1e-10));
});

test('scores of good and other images are the reference’s', async () => {
  const build = await fitHead(latentDistance, feed(0, goods));
  const { scores } = await runHead(build, feed(0, rows));
  scores.forEach((score, i) => {
    const expected = fixture.score[i]!;
    assert.ok(Math.abs(score - expected) <= 1e-4 * expected, `image ${i}: ${score}, expected ${expected}`);
  });
  assert.ok(Math.min(...scores.slice(goods)) > Math.max(...scores.slice(0, goods)));
});

test('the map is the absolute pixel difference', async () => {
  const build = await fitHead(latentDistance, feed(0, goods));
  const { map } = await runHead(build, feed(0, 1));
  assert.deepEqual([...map], [0.5, 0.25, 0, 0.25]);
});

test('a latent that never moved gives finite scores', async () => {
  const still: HeadFeed = {
    ...feed(0, 4),
    latentMean: new Float32Array(4 * size),
    latentLogVariance: new Float32Array(4 * size),
  };
  const build = await fitHead(latentDistance, still);
  const { scores } = await runHead(build, feed(0, 4));
  assert.ok(scores.every(Number.isFinite), String(scores));
});

test('whitening inverts, and refuses a matrix that is not positive definite', () => {
  const covariance = Float64Array.of(4, 2, 2, 5);
  const w = whitening(covariance, 2);
  // W C W^T = I
  const at = (i: number, j: number): number => {
    let sum = 0;
    for (let a = 0; a < 2; a++)
      for (let b = 0; b < 2; b++) sum += w[i * 2 + a]! * covariance[a * 2 + b]! * w[j * 2 + b]!;
    return sum;
  };
  for (const [i, j, expected] of [
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
    [1, 1, 1],
  ] as const) {
    assert.ok(Math.abs(at(i, j) - expected) < 1e-12);
  }
  assert.throws(() => whitening(Float64Array.of(1, 2, 2, 1), 2), /pivot 1 is -3/);
  assert.throws(() => ledoitWolf([1, 2, 3], 2), /two or more rows of 2 numbers, got 3/);
});
