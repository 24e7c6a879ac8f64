import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceAt, fitEvidence } from '../../../models/fusion/evidenceCurve.ts';
import { Graph } from '../../../models/graph/graph.ts';
import { fused } from '../../../models/heads/fused.ts';
import { Random } from '../../../models/random.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';

const random = new Random(4);
const curveOf = (scale: number, offset: number) =>
  fitEvidence(Array.from({ length: 25 }, () => offset + scale * Math.exp(random.normal())))!;
const fusion = {
  mae: { weight: 0.3, curve: curveOf(1e-3, 0.02), pixelLimit: 0.1 },
  latentDistance: { weight: 0.7, curve: curveOf(3, 40), pixelLimit: 4 },
};

/** Scores of both heads, and their maps of 2 x 2, in and out of the graph. */
async function run(scores: { mae: number; latentDistance: number }[]) {
  const graph = new Graph('fused');
  const input = (name: string) => ({
    score: graph.input(`${name}Score`, ['N']),
    map: graph.input(`${name}Map`, ['N', 1, 2, 2]),
  });
  const { score, map } = fused(fusion, {
    mae: input('mae'),
    latentDistance: input('latentDistance'),
    ssim: input('ssim'),
  });
  graph.output('score', score);
  graph.output('map', map);
  await using session = await Session.load(graph.toModel(), { threads: 1 });
  const images = scores.length;
  const column = (name: 'mae' | 'latentDistance') => Float32Array.from(scores, (each) => each[name]);
  const outputs = await session.run({
    maeScore: float32Tensor([images], column('mae')),
    latentDistanceScore: float32Tensor([images], column('latentDistance')),
    ssimScore: float32Tensor([images], new Float32Array(images)),
    maeMap: float32Tensor([images, 1, 2, 2], new Float32Array(4 * images).fill(0.2)),
    latentDistanceMap: float32Tensor([images, 1, 2, 2], new Float32Array(4 * images).fill(1)),
    ssimMap: float32Tensor([images, 1, 2, 2], new Float32Array(4 * images).fill(9)),
  });
  return { scores: [...float32Of(outputs, 'score')], map: float32Of(outputs, 'map') };
}

test('the graph computes the weighted mean of the evidence', async () => {
  const images = [
    { mae: 0.0, latentDistance: 0 },
    { mae: 0.0205, latentDistance: 41 },
    { mae: 0.0213, latentDistance: 47 },
    { mae: 0.03, latentDistance: 200 },
    { mae: 0.9, latentDistance: 1e4 },
  ];
  const { scores } = await run(images);
  images.forEach(({ mae, latentDistance }, i) => {
    const expected =
      0.3 * evidenceAt(fusion.mae.curve, mae) + 0.7 * evidenceAt(fusion.latentDistance.curve, latentDistance);
    assert.ok(Math.abs(scores[i]! - expected) < 1e-4 * (1 + expected), `${scores[i]} ${expected}`);
  });
});

test('no two images beyond the largest good one tie', async () => {
  const images = Array.from({ length: 40 }, (_, i) => ({ mae: 0.05 * 1.1 ** i, latentDistance: 50 }));
  const { scores } = await run(images);
  scores.slice(1).forEach((score, i) => assert.ok(score > scores[i]!, `${i}`));
});

test('the map adds up the maps in units of their peaks on good images', async () => {
  const { map } = await run([{ mae: 0, latentDistance: 0 }]);
  for (const value of map) assert.ok(Math.abs(value - (0.3 * 2 + 0.7 * 0.25)) < 1e-6, String(value));
});

test('nothing to combine, and a head that is not there, are refused', () => {
  assert.throws(() => fused({}, {}), /at least one head/);
  assert.throws(() => fused(fusion, {}), /mae has a weight but is no head of this model/);
});
