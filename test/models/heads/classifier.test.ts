import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Classifier } from '../../../models/classifier/classifier.ts';
import { evidenceAt } from '../../../models/fusion/evidenceCurve.ts';
import { Graph } from '../../../models/graph/graph.ts';
import { classifier } from '../../../models/heads/classifier.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';

const curve = { scores: [1, 2, 4], evidence: [0.1, 1, 2] };
const taught: Classifier = {
  heads: { mae: { curve, weight: 0.8 } },
  latent: Float32Array.of(0.5, -0.25),
  bias: -1.5,
};

test('the graph gives the softplus of the decision, 1 where it is undecided, and the map of fused', async () => {
  const graph = new Graph('classifier');
  const mae = { score: graph.input('mae', ['N']), map: graph.input('maeMap', ['N', 1, 2, 2]) };
  const fused = { score: graph.input('fused', ['N']), map: graph.input('fusedMap', ['N', 1, 2, 2]) };
  const latent = graph.input('latent', ['N', 2]);
  const { score, map } = classifier(taught, { mae }, latent, fused);
  graph.output('score', score);
  graph.output('map', map);
  await using session = await Session.load(graph.toModel(), { threads: 1 });
  const scores = [0, 1.5, 4, 9, 100];
  const images = scores.length;
  const latents = Float32Array.from({ length: 2 * images }, (_, i) => Math.sin(i));
  const maps = Float32Array.from({ length: 4 * images }, (_, i) => i);
  const feeds = {
    mae: float32Tensor([images], Float32Array.from(scores)),
    maeMap: float32Tensor([images, 1, 2, 2], new Float32Array(4 * images)),
    fused: float32Tensor([images], new Float32Array(images)),
    fusedMap: float32Tensor([images, 1, 2, 2], maps),
    latent: float32Tensor([images, 2], latents),
  };
  const outputs = await session.run(
    Object.fromEntries(session.inputNames.map((name) => [name, feeds[name as keyof typeof feeds]])),
  );
  float32Of(outputs, 'score').forEach((value, i) => {
    const decision =
      0.8 * evidenceAt(curve, scores[i]!) + 0.5 * latents[2 * i]! - 0.25 * latents[2 * i + 1]! - 1.5;
    const expected = Math.log1p(Math.exp(decision)) / Math.LN2;
    assert.ok(Math.abs(value - expected) < 1e-4 * (1 + expected), `${value} ${expected}`);
  });
  assert.deepEqual(float32Of(outputs, 'map'), maps);
});

test('a latent that the network lacks is refused', () => {
  const graph = new Graph('classifier');
  const head = { score: graph.input('mae', ['N']), map: graph.input('map', ['N', 1, 2, 2]) };
  assert.throws(() => classifier(taught, { mae: head }, undefined, head), /this network has none/);
  assert.throws(
    () => classifier(taught, {}, undefined, head),
    /mae has a weight but is no head of this model/,
  );
});
