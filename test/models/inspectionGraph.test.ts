import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GoodImages } from '../../models/heads/head.ts';
import { type PerHead, fitHeads, inspectionGraph, observationGraph } from '../../models/inspectionGraph.ts';
import { ownHeadNames } from '../../models/heads/heads.ts';
import { type HeadName, tensorNames } from '../../models/manifest.ts';
import { loadMeasuring } from '../../models/measureHeads.ts';
import { observeGoods } from '../../models/observeGoods.ts';
import { Session, float32Of, float32Tensor } from '../../models/session.ts';
import { tinyNetwork } from '../helpers/tinyBundle.ts';

const size = 64 * 64;
const goods = Array.from({ length: 20 }, (_, image) =>
  Float32Array.from({ length: size }, (_, i) => 0.5 + 0.4 * Math.sin(i * 0.7 + image * 1.3)),
);
const cpu = { provider: 'cpu', threads: 1 } as const;
const observed = (): Promise<PerHead<GoodImages>> => observeGoods(tinyNetwork, goods, cpu);

test('the graph has the inputs and outputs the manifest names, shaped by the batch', async () => {
  const builders = fitHeads(await observed());
  const graph = inspectionGraph({ network: tinyNetwork, builders, fusion: null });
  await using session = await Session.load(graph.toModel(), cpu);
  assert.deepEqual(session.inputNames, [tensorNames.image]);
  for (const images of [1, 3]) {
    const outputs = await session.run({
      [tensorNames.image]: float32Tensor([images, 1, 64, 64], new Float32Array(images * size)),
    });
    assert.deepEqual(Object.fromEntries(Object.entries(outputs).map(([name, { shape }]) => [name, shape])), {
      [tensorNames.reconstruction]: [images, 1, 64, 64],
      [tensorNames.latentMean]: [images, 16],
      [tensorNames.latentLogVariance]: [images, 16],
      ...Object.fromEntries(ownHeadNames.map((head) => [tensorNames.score(head), [images]])),
      ...Object.fromEntries(ownHeadNames.map((head) => [tensorNames.map(head), [images, 64, 64]])),
    });
  }
});

test('with a fusion there is one head more, and its map adds up the others', async () => {
  const builders = fitHeads(await observed());
  const curve = { scores: [0, 1], evidence: [0, 1] };
  const half = { weight: 0.5, curve };
  const fusion = { mae: { ...half, pixelLimit: 0.1 }, mse: { ...half, pixelLimit: 0.01 } };
  const graph = inspectionGraph({ network: tinyNetwork, builders, fusion });
  await using session = await Session.load(graph.toModel(), cpu);
  const outputs = await session.run({ [tensorNames.image]: float32Tensor([1, 1, 64, 64], goods[0]!) });
  const mapOf = (head: HeadName): Float32Array => float32Of(outputs, tensorNames.map(head));
  const [mae, mse] = [mapOf('mae'), mapOf('mse')];
  mapOf('fused').forEach((value, i) => {
    assert.ok(Math.abs(value - (5 * mae[i]! + 50 * mse[i]!)) < 1e-4 * (1 + value));
  });
  const scoreOf = (head: HeadName): number => float32Of(outputs, tensorNames.score(head))[0]!;
  assert.ok(Math.abs(scoreOf('fused') - 0.5 * (scoreOf('mae') + scoreOf('mse'))) < 1e-6);
});

test('measuring gives the scores and the peaks of the maps', async () => {
  const builders = fitHeads(await observed());
  const model = { network: tinyNetwork, builders, fusion: null };
  await using session = await Session.load(inspectionGraph(model).toModel(), cpu);
  const others = goods.map((image) => image.map((value, i) => (i % 64 < 20 ? 1 - value : value)));
  const outputs = await session.run({ [tensorNames.image]: float32Tensor([1, 1, 64, 64], others[3]!) });
  await using measuring = await loadMeasuring(model, cpu);
  const measured = await measuring.measure(others);
  for (const head of ownHeadNames) {
    const { scores, peaks } = measured[head]!;
    assert.deepEqual([scores.length, peaks.length], [20, 20]);
    const score = float32Of(outputs, tensorNames.score(head))[0]!;
    const peak = float32Of(outputs, tensorNames.map(head)).reduce((most, value) => Math.max(most, value));
    assert.ok(Math.abs(scores[3]! - score) <= 1e-4 * Math.abs(score), `${head} ${scores[3]} ${score}`);
    assert.ok(Math.abs(peaks[3]! - peak) <= 1e-4 * peak, `${head} ${peaks[3]} ${peak}`);
  }
});

test('averages and rows of the good images do not depend on how they are batched', async () => {
  const { learnedSimilarity, latentDistance } = await observed();
  await using session = await Session.load(observationGraph(tinyNetwork).toModel(), cpu);
  const outputs = await session.run({
    [tensorNames.image]: float32Tensor(
      [20, 1, 64, 64],
      Float32Array.from(goods.flatMap((image) => [...image])),
    ),
  });
  const rows = float32Of(outputs, 'average_learnedSimilarity_layer0');
  const { data } = learnedSimilarity!.averages['layer0']!;
  data.forEach((mean, place) => {
    let sum = 0;
    for (let image = 0; image < 20; image++) sum += rows[image * data.length + place]!;
    assert.ok(Math.abs(sum / 20 - mean) <= 1e-5 * (1 + mean));
  });
  const latents = float32Of(outputs, 'observe_latentDistance_latentMean');
  latentDistance!.observations['latentMean']!.data.forEach((value, i) =>
    assert.ok(Math.abs(value - latents[i]!) < 1e-5),
  );
});

test('a missing observation is refused', async () => {
  const seen = await observed();
  const nothing = { observations: {}, averages: {} };
  assert.throws(
    () => fitHeads({ ...seen, latentDistance: nothing }),
    /have no "latentMean"; there is nothing/,
  );
  await assert.rejects(observeGoods(tinyNetwork, [], cpu), /got none/);
});
