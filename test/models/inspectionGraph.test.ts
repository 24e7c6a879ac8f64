import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GoodImages } from '../../models/heads/head.ts';
import { type PerHead, fitHeads, inspectionGraph, observationGraph } from '../../models/inspectionGraph.ts';
import { headNames, tensorNames } from '../../models/manifest.ts';
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
  const graph = inspectionGraph({ network: tinyNetwork, builders, head: 'mse', pixelLimit: 0.01 });
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
      ...Object.fromEntries(headNames.map((head) => [tensorNames.score(head), [images]])),
      [tensorNames.anomalyMap]: [images, 64, 64],
    });
  }
});

test('the map is on a scale fixed by the pixel limit, whatever the image', async () => {
  const builders = fitHeads(await observed());
  const mapAt = async (pixelLimit: number): Promise<Float32Array> => {
    const graph = inspectionGraph({ network: tinyNetwork, builders, head: 'mae', pixelLimit });
    await using session = await Session.load(graph.toModel(), cpu);
    return float32Of(
      await session.run({ [tensorNames.image]: float32Tensor([1, 1, 64, 64], goods[0]!) }),
      tensorNames.anomalyMap,
    );
  };
  const [one, tenth] = [await mapAt(1), await mapAt(0.1)];
  tenth.forEach((value, i) => assert.ok(Math.abs(value - 10 * one[i]!) < 1e-4));
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

test('a pixel limit that is no scale, and a missing observation, are refused', async () => {
  const seen = await observed();
  const builders = fitHeads(seen);
  for (const pixelLimit of [0, -1, NaN]) {
    const options = { network: tinyNetwork, builders, head: 'mse' as const, pixelLimit };
    assert.throws(() => inspectionGraph(options), /must be a positive number/);
  }
  const nothing = { observations: {}, averages: {} };
  assert.throws(
    () => fitHeads({ ...seen, latentDistance: nothing }),
    /have no "latentMean"; there is nothing/,
  );
  await assert.rejects(observeGoods(tinyNetwork, [], cpu), /got none/);
});
