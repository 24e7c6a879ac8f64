import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { learnedSimilarity } from '../../../models/heads/learnedSimilarity.ts';
import { type HeadFeed, fitHead, runHead } from './runHead.ts';

// Made by test/fixtures/heads/make.py.
const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/heads/features.json', import.meta.url), 'utf8'),
) as {
  goods: number;
  layers: { shape: [number, number, number]; image: number[]; reconstruction: number[] }[];
  score: number[];
  map: number[];
};
const { goods } = fixture;
const count = fixture.score.length;

function feed(from: number, to: number): HeadFeed {
  const pixels = new Float32Array((to - from) * 16 * 16).fill(0.5);
  return {
    shape: [to - from, 1, 16, 16],
    image: pixels,
    reconstruction: pixels,
    features: fixture.layers.map(({ shape, image, reconstruction }) => {
      const size = shape[0] * shape[1] * shape[2];
      const cut = (values: number[]): Float32Array => Float32Array.from(values.slice(from * size, to * size));
      return { shape, image: cut(image), reconstruction: cut(reconstruction) };
    }),
  };
}

test('scores and map are those of the reference', async () => {
  const build = await fitHead(learnedSimilarity, feed(0, goods));
  const { scores, map } = await runHead(build, feed(0, count));
  scores.forEach((score, i) => {
    const expected = fixture.score[i]!;
    assert.ok(Math.abs(score - expected) <= 1e-4 * expected, `image ${i}: ${score}, expected ${expected}`);
  });
  const bad = map.subarray(goods * 256, (goods + 1) * 256);
  bad.forEach((value, i) =>
    assert.ok(Math.abs(value - fixture.map[i]!) <= 1e-4 * Math.max(1, fixture.map[i]!)),
  );
});

test('a local difference stands out, in the score and in the map', async () => {
  const build = await fitHead(learnedSimilarity, feed(0, goods));
  const { scores, map } = await runHead(build, feed(0, count));
  assert.ok(scores[goods]! > 2 * Math.max(...scores.slice(0, goods)));
  const bad = map.subarray(goods * 256, (goods + 1) * 256);
  const worst = bad.indexOf(Math.max(...bad));
  assert.ok(worst % 16 < 7 && worst / 16 < 7, `worst at ${worst % 16}, ${Math.floor(worst / 16)}`);
});

test('features of equal images score nothing', async () => {
  const build = await fitHead(learnedSimilarity, feed(0, goods));
  const equal = feed(0, 1);
  const same = equal.features!.map((layer) => ({ ...layer, reconstruction: layer.image }));
  assert.deepEqual((await runHead(build, { ...equal, features: same })).scores, [0]);
});

test('a channel the good images always reproduce exactly cannot make a score infinite', async () => {
  const flat = feed(0, goods).features!.map((layer) => ({ ...layer, reconstruction: layer.image }));
  const build = await fitHead(learnedSimilarity, { ...feed(0, goods), features: flat });
  const { scores } = await runHead(build, feed(0, count));
  assert.ok(scores.every(Number.isFinite), String(scores));
});
