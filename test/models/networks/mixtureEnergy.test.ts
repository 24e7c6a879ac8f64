import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '../../../models/graph/graph.ts';
import {
  collapsePenalty,
  mixtureEnergy,
  mixtureMoments,
  mixtureOf,
  varianceFloor,
} from '../../../models/networks/mixtureEnergy.ts';
import { add, softmax } from '../../../models/ops/elementwise.ts';
import { Random } from '../../../models/random.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';
import { gradientError } from '../gradient/finiteDifferences.ts';

const [count, size, components] = [12, 3, 2];
const random = new Random(9);
const sample = random.normals(count * size);
const membership = Float32Array.from({ length: count * components }, (_, i) => {
  const first = 0.2 + 0.6 * (((i >> 1) * 5) % 12) / 11; // prettier-ignore
  return i % components === 0 ? first : 1 - first;
});

/** -log of the sum of the components' densities, from determinant and inverse by cofactors. */
function directEnergy(row: number): number {
  const at = (image: number, i: number): number => sample[image * size + i]!;
  let density = 0;
  for (let k = 0; k < components; k++) {
    const weight = (image: number): number => membership[image * components + k]!;
    const images = [...Array(count).keys()];
    const total = images.reduce((sum, image) => sum + weight(image), 0);
    const mean = [0, 1, 2].map(
      (i) => images.reduce((sum, image) => sum + weight(image) * at(image, i), 0) / total,
    );
    const c = [0, 1, 2].map((i) =>
      [0, 1, 2].map(
        (j) =>
          images.reduce(
            (sum, image) => sum + weight(image) * (at(image, i) - mean[i]!) * (at(image, j) - mean[j]!),
            0,
          ) /
            total +
          (i === j ? varianceFloor : 0),
      ),
    );
    const cofactor = (i: number, j: number): number => {
      const [a, b] = [0, 1, 2].filter((x) => x !== i) as [number, number];
      const [e, f] = [0, 1, 2].filter((x) => x !== j) as [number, number];
      return (-1) ** (i + j) * (c[a]![e]! * c[b]![f]! - c[a]![f]! * c[b]![e]!);
    };
    const determinant = [0, 1, 2].reduce((sum, j) => sum + c[0]![j]! * cofactor(0, j), 0);
    const d = mean.map((value, i) => at(row, i) - value);
    let squared = 0;
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) squared += (d[i]! * d[j]! * cofactor(i, j)) / determinant;
    density += ((total / count) * Math.exp(-squared / 2)) / Math.sqrt((2 * Math.PI) ** 3 * determinant);
  }
  return -Math.log(density);
}

test('the energy is the negative log-density of the mixture, evaluated directly', async () => {
  const graph = new Graph('energy');
  const z = graph.input('sample', [count, size]);
  const mixture = mixtureOf(mixtureMoments(z, graph.input('membership', [count, components])));
  graph.output('energy', mixtureEnergy(z, mixture));
  graph.output('penalty', collapsePenalty(mixture));
  await using session = await Session.load(graph.toModel(), { threads: 1 });
  const outputs = await session.run({
    sample: float32Tensor([count, size], sample),
    membership: float32Tensor([count, components], membership),
  });
  float32Of(outputs, 'energy').forEach((energy, row) => {
    const expected = directEnergy(row);
    assert.ok(Math.abs(energy - expected) < 1e-4, `sample ${row}: ${energy}, expected ${expected}`);
  });
  assert.ok(float32Of(outputs, 'penalty')[0]! > 0);
});

test('energy and penalty have the gradient of central differences, moments included', async () => {
  const { error } = await gradientError({
    inputs: [[count, size], [count, components]], // prettier-ignore
    build: (...inputs) => {
      const [z, logits] = inputs as [(typeof inputs)[number], (typeof inputs)[number]];
      const mixture = mixtureOf(mixtureMoments(z, softmax(logits)));
      return add(mixtureEnergy(z, mixture), collapsePenalty(mixture));
    },
  });
  assert.ok(error < 1e-2, `off by ${error}`);
});
