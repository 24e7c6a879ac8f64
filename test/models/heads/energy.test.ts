import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { energy } from '../../../models/heads/energy.ts';
import { fitMixture } from '../../../models/heads/fitMixture.ts';
import { type HeadFeed, fitHead, runHead } from './runHead.ts';

// Made by test/fixtures/heads/makeMixture.py.
const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/heads/mixture.json', import.meta.url), 'utf8'),
) as {
  size: number;
  components: number;
  goods: number;
  sample: number[];
  membership: number[];
  energy: number[];
};
const { size, components, goods } = fixture;
const rows = fixture.energy.length;

function feed(from: number, to: number): HeadFeed {
  const pixels = new Float32Array((to - from) * 4).fill(0.5);
  const cut = (values: number[], columns: number): Float32Array =>
    Float32Array.from(values.slice(from * columns, to * columns));
  return {
    shape: [to - from, 1, 2, 2],
    image: pixels,
    reconstruction: pixels.map((_, i) => (i % 4) / 4),
    mixture: {
      sampleSize: size,
      sample: cut(fixture.sample, size),
      components,
      membership: cut(fixture.membership, components),
    },
  };
}

test('energies of good and other images are those of scipy’s densities', async () => {
  const build = await fitHead(energy, feed(0, goods));
  const { scores } = await runHead(build, feed(0, rows));
  scores.forEach((score, i) => {
    const expected = fixture.energy[i]!;
    assert.ok(
      Math.abs(score - expected) <= 1e-4 * Math.max(1, expected),
      `image ${i}: ${score}, expected ${expected}`,
    );
  });
  assert.ok(Math.min(...scores.slice(goods)) > Math.max(...scores.slice(0, goods)));
});

test('the map is the absolute pixel difference', async () => {
  const build = await fitHead(energy, feed(0, goods));
  assert.deepEqual([...(await runHead(build, feed(0, 1))).map], [0.5, 0.25, 0, 0.25]);
});

test('samples that are all the same, and fewer than there are dimensions, give finite energies', async () => {
  const still = feed(0, 4);
  still.mixture!.sample.fill(0.25);
  for (const few of [still, feed(0, 3)]) {
    const build = await fitHead(energy, few);
    const { scores } = await runHead(build, feed(0, rows));
    assert.ok(scores.every(Number.isFinite), String(scores));
  }
});

test('a single image is refused', () => {
  const one = { images: 1, shape: [1], data: Float32Array.of(1) };
  assert.throws(() => fitMixture(one, one), { message: 'fitMixture: needs two or more samples, got 1.' });
});
