import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { foreignNetwork } from '../../../models/foreign/foreignNetwork.ts';
import { normalisedValues, rangeValues } from '../../../models/foreign/pixelValues.ts';
import { type NetworkFiles, recogniseNetwork } from '../../../models/foreign/recogniseNetwork.ts';
import { recogniseValues } from '../../../models/foreign/recogniseValues.ts';
import type { Wishes } from '../../../models/foreign/wishes.ts';
import { Graph, type Value } from '../../../models/graph/graph.ts';
import { add, mul, relu, sigmoid } from '../../../models/ops/elementwise.ts';
import { concat, reshape } from '../../../models/ops/layout.ts';
import { matMul } from '../../../models/ops/matrix.ts';
import { reduceMean } from '../../../models/ops/reduce.ts';
import { averagePool, resize } from '../../../models/ops/resample.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';

let folder: string;
before(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'parts-'))));
after(() => rm(folder, { recursive: true, force: true }));

const sides = [12, 16] as const;
const picture = Float32Array.from({ length: 2 * 12 * 16 }, (_, i) => 0.5 + 0.5 * Math.sin(i * i));

async function write(name: string, build: (graph: Graph) => void): Promise<string> {
  const graph = new Graph(name);
  build(graph);
  const file = path.join(folder, `${name}.onnx`);
  await writeFile(file, graph.toModel());
  return file;
}

const imageInput = (graph: Graph): Value => graph.input('x', ['N', 1, ...sides]);

/** Runs a network in 0..1 on two pictures; outputs by name, features numbered. */
async function outputsOf(files: NetworkFiles, wishes: Wishes = {}): Promise<Record<string, Float32Array>> {
  const recognised = await recogniseNetwork(files, wishes);
  const [taken, given] = [rangeValues(0, 1), rangeValues(0, 1)];
  const graph = new Graph('test');
  const outputs = foreignNetwork(recognised, { taken, given }).build(
    graph.input('image', ['N', 1, ...sides]),
  );
  for (const [name, value] of Object.entries(outputs)) {
    if (Array.isArray(value)) value.forEach((map: Value, layer) => graph.output(`${name}${layer}`, map));
    else graph.output(name, value as Value);
  }
  await using session = await Session.load(graph.toModel(), { threads: 1 });
  const results = await session.run({ image: float32Tensor([2, 1, ...sides], picture) });
  return Object.fromEntries(session.outputNames.map((name) => [name, float32Of(results, name)]));
}

const means = (pixels: Float32Array): number[] =>
  [0, 1].map((i) => pixels.subarray(i * 192, (i + 1) * 192).reduce((sum, pixel) => sum + pixel, 0) / 192);
const near = (actual: ArrayLike<number>, expected: readonly number[]): void => {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => assert.ok(Math.abs(actual[i]! - value) < 1e-5, `${actual[i]} ${value}`));
};

test('an encoder that gives mean and log-variance as one value twice as long as the decoder takes', async () => {
  const encoder = await write('both', (graph) => {
    const mean = reshape(reduceMean(imageInput(graph), { axes: [2, 3] }), ['N', 1]);
    graph.output('moments', concat([mean, mul(mean, 2), mul(mean, -1), mul(mean, -3)], 1));
  });
  const decoder = await write('decoder', (graph) => {
    const latent = graph.input('z', ['N', 2, 1, 1]);
    const weights = graph.initializer('weights', [2, 192], new Float32Array(384).fill(0.2));
    graph.output('out', reshape(matMul(reshape(latent, ['N', 2]), weights), ['N', 1, ...sides]));
  });
  const { latentMean, latentLogVariance, reconstruction } = await outputsOf({ encoder, decoder });
  const [first = 0, second = 0] = means(picture);
  near(latentMean!, [first, 2 * first, second, 2 * second]);
  near(latentLogVariance!, [-first, -3 * first, -second, -3 * second]);
  near(
    [reconstruction![0]!, reconstruction![191]!, reconstruction![192]!],
    [0.6 * first, 0.6 * first, 0.6 * second],
  );
});

/** Reconstructs by blurring; features are those of its reconstruction alone. */
const blurring = (graph: Graph, featuresOf: (image: Value, reconstruction: Value) => Value): void => {
  const image = imageInput(graph);
  const reconstruction = sigmoid(resize(averagePool(image, 4), ...sides, 'linear'));
  graph.output('reconstruction', reconstruction);
  graph.output('layer', relu(add(averagePool(featuresOf(image, reconstruction), 2), -0.5)));
};

for (const [name, featuresOf] of [
  ['image', (image: Value) => image],
  ['reconstruction', (_: Value, reconstruction: Value) => reconstruction],
] as const) {
  test(`features that a model gives of its ${name} alone are computed of both`, async () => {
    const onnx = await write(`of${name}`, (graph) => blurring(graph, featuresOf));
    const outputs = await outputsOf({ onnx });
    const pooled = (pixels: Float32Array): number[] =>
      Array.from({ length: 2 * 6 * 8 }, (_, at) => {
        const [image, row, column] = [Math.floor(at / 48), Math.floor((at % 48) / 8), at % 8];
        const corner = image * 192 + 2 * row * 16 + 2 * column;
        const sum = [0, 1, 16, 17].reduce((total, step) => total + pixels[corner + step]!, 0);
        return Math.max(0, sum / 4 - 0.5);
      });
    near(outputs['imageFeatures0']!, pooled(picture));
    near(outputs['reconstructionFeatures0']!, pooled(outputs['reconstruction']!));
  });
}

test('features inside a model when they are named, and none when that is wished', async () => {
  const onnx = await write('inside', (graph) => {
    const image = imageInput(graph);
    graph.output('reconstruction', resize(relu(averagePool(image, 2)), ...sides, 'linear'));
  });
  assert.deepEqual(Object.keys(await outputsOf({ onnx })), ['reconstruction']);
  const { nodes } = await recogniseNetwork({ onnx }).then(({ coder }) => coder);
  const inside = nodes.find(({ opType }) => opType === 'Relu')!.output[0]!;
  const named = Object.keys(await outputsOf({ onnx }, { features: [inside] }));
  assert.deepEqual(named.sort(), ['imageFeatures0', 'reconstruction', 'reconstructionFeatures0']);
  const given = await write('given', (graph) => blurring(graph, (image) => image));
  assert.deepEqual(Object.keys(await outputsOf({ onnx: given }, { features: [] })), ['reconstruction']);
});

test('a Sigmoid gives 0..1 whatever values the network takes', async () => {
  const onnx = await write('normalised', (graph) => {
    const image = imageInput(graph);
    graph.output('reconstruction', sigmoid(image));
  });
  const network = await recogniseNetwork({ onnx });
  const values = { values: normalisedValues([0.5], [0.25]) };
  const { taken, given } = await recogniseValues(network, values, [
    picture.slice(0, 192),
    picture.slice(192),
  ]);
  assert.deepEqual([taken, given], [values.values, rangeValues(0, 1)]);
});

test('a network of any size takes the size that is said', async () => {
  const onnx = await write('anySize', (graph) => {
    graph.output('out', sigmoid(graph.input('x', ['N', 1, 'H', 'W'])));
  });
  const { form } = await recogniseNetwork({ onnx }, { size: { width: 40, height: 20 } });
  assert.deepEqual(form, { layout: 'nchw', channels: 1, height: 20, width: 40 });
});
