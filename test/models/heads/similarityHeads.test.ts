import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gradientSimilarity } from '../../../models/heads/gradientSimilarity.ts';
import { msSsim } from '../../../models/heads/msSsim.ts';
import { type HeadFeed, fitHead, runHead } from './runHead.ts';

interface Case {
  name: string;
  shape: [number, number, number];
  image: number[];
  reconstruction: number[];
  scales: number;
  msSsim: number;
  gradientSimilarity: number;
  gradientMap: number[];
}

// Made by test/fixtures/heads/makeSimilarity.py.
const file = new URL('../../fixtures/heads/similarity.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as Case[];
const heads = { msSsim, gradientSimilarity };

function feedOf(...items: Case[]): HeadFeed {
  const joined = (key: 'image' | 'reconstruction'): Float32Array =>
    Float32Array.from(
      items.flatMap((item) => item[key]),
      (value) => value / 255,
    );
  return {
    shape: [items.length, ...items[0]!.shape],
    image: joined('image'),
    reconstruction: joined('reconstruction'),
  };
}

const run = async (head: 'msSsim' | 'gradientSimilarity', ...items: Case[]) =>
  await runHead(await fitHead(heads[head], feedOf(...items)), feedOf(...items));

const near = (actual: number, expected: number, tolerance: number, what: string): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, expected ${expected}`);

for (const item of cases) {
  test(`both of ${item.name} are PyTorch's`, async () => {
    near((await run('msSsim', item)).scores[0]!, item.msSsim, 2e-5, 'msSsim');
    const { scores, map } = await run('gradientSimilarity', item);
    near(scores[0]!, item.gradientSimilarity, 2e-5, 'gradientSimilarity');
    map.forEach((value, i) => near(value, item.gradientMap[i]!, 5e-5, `map at ${i}`));
  });
}

test('the map of msSsim points at the difference and is nothing where there is none', async () => {
  const named = (name: string): Case => cases.find((item) => item.name === name)!;
  const { map } = await run('msSsim', named('scratched grey'));
  const width = named('scratched grey').shape[2];
  assert.equal(map.length, named('scratched grey').image.length);
  const worst = map.indexOf(Math.max(...map));
  const [row, column] = [Math.floor(worst / width), worst % width];
  assert.ok(row >= 4 && row <= 17 && column >= 5 && column < 25, `worst at ${column}, ${row}`);
  const same = await run('msSsim', named('identical grey'));
  assert.ok(same.map.every((value) => value < 1e-5));
});

test('every image of a batch gets the score it has alone', async () => {
  const batch = cases.filter(({ shape }) => shape[0] === 3);
  for (const head of ['msSsim', 'gradientSimilarity'] as const) {
    const { scores } = await run(head, ...batch);
    for (const [i, item] of batch.entries())
      near(scores[i]!, (await run(head, item)).scores[0]!, 1e-6, `${head} ${i}`);
  }
});

test('brightness alone is no difference of gradients', async () => {
  const item = cases.find(({ name }) => name === 'identical grey')!;
  const dimmer = { ...item, image: item.image.map((value) => 20 + 0.8 * value) };
  const brighter = { ...dimmer, reconstruction: dimmer.image.map((value) => value + 20) };
  near((await run('gradientSimilarity', brighter)).scores[0]!, 0, 1e-6, 'score');
});

test('an image smaller than the window is refused with its side', async () => {
  const small: Case = {
    ...cases[0]!,
    shape: [1, 10, 30],
    image: Array(300).fill(9),
    reconstruction: Array(300).fill(9),
  };
  await assert.rejects(run('msSsim', small), /at least 11 pixels, got 10/);
});
