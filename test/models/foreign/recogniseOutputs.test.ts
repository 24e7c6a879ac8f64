import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NamedShape } from '../../../models/foreign/compareWithOriginal.ts';
import { chooseLayers, featureMap } from '../../../models/foreign/featureMaps.ts';
import { compareWithOriginal } from '../../../models/foreign/compareWithOriginal.ts';
import { filledTensor, integersNode, node, stringAttribute } from '../../../models/foreign/foreignNodes.ts';
import { freeBatch } from '../../../models/foreign/freeBatch.ts';
import type { ImageForm } from '../../../models/foreign/imagePort.ts';
import { atOurOpset } from '../../../models/foreign/opsetAdapters.ts';
import { recogniseOutputs } from '../../../models/foreign/recogniseOutputs.ts';
import { withoutRandomness } from '../../../models/foreign/withoutRandomness.ts';
import { modelOf } from './foreignModels.ts';

const form: ImageForm = { layout: 'nchw', channels: 1, height: 24, width: 32 };
type Outputs = Readonly<Record<string, readonly number[]>>;
const image = [1, 24, 32];

const recognise = (outputs: Outputs, wishes = {}) => {
  const values = Object.entries(outputs).map(([name, shape]): NamedShape => ({ name, shape }));
  const found = recogniseOutputs('net.onnx', values, form, wishes);
  return {
    reconstruction: found.reconstruction?.name ?? null,
    mean: found.mean?.name ?? null,
    logVariance: found.logVariance?.name ?? null,
    features: found.features.map(({ name }) => name),
    unused: found.unused.map(({ name }) => name),
  };
};

const rows: readonly (readonly [string, Outputs, Partial<ReturnType<typeof recognise>>])[] = [
  [
    'names of PyTorch',
    { recon_x: image, logvar: [16], mu: [16] },
    { reconstruction: 'recon_x', mean: 'mu', logVariance: 'logvar', unused: [] },
  ],
  [
    'names of Keras, with the sample',
    { z_mean: [2], z_log_var: [2], z: [2] },
    { reconstruction: null, mean: 'z_mean', logVariance: 'z_log_var', unused: ['z'] },
  ],
  [
    'no names: the order of the forward step',
    { 40: image, 27: [16], 28: [16], 41: [1] },
    { reconstruction: '40', mean: '27', logVariance: '28', unused: ['41'] },
  ],
  ['only a code', { z: [8] }, { mean: 'z', logVariance: null }],
  ['a code of one pixel', { latent: [8, 1, 1] }, { mean: 'latent', logVariance: null }],
  [
    'a standard deviation is no log-variance',
    { mean: [8], std: [8] },
    { mean: 'mean', logVariance: null, unused: ['std'] },
  ],
  ['a row of pixels', { out: [768], mu: [8], logvar: [8] }, { reconstruction: 'out', mean: 'mu' }],
  [
    'the one called so of two images',
    { reconstruction: image, residual: image },
    { reconstruction: 'reconstruction', unused: ['residual'] },
  ],
  ['features', { a: [8, 12, 16], y: image, b: [16, 6, 8] }, { reconstruction: 'y', features: ['a', 'b'] }],
];
for (const [name, outputs, expected] of rows) {
  test(`recognised: ${name}`, () => {
    const found = recognise(outputs);
    for (const [key, value] of Object.entries(expected)) {
      assert.deepEqual(found[key as keyof typeof found], value, key);
    }
  });
}

test('wishes come first', () => {
  const outputs = { a: image, b: image, c: [4], d: [4], e: [8, 12, 16], f: [8, 6, 8] };
  assert.deepEqual(
    recognise(outputs, { reconstruction: 'b', mean: 'd', logVariance: 'c', features: ['f'] }),
    {
      reconstruction: 'b',
      mean: 'd',
      logVariance: 'c',
      features: ['f'],
      unused: ['a', 'e'],
    },
  );
  assert.deepEqual(recognise(outputs, { reconstruction: 'b', features: [] }).features, []);
  assert.throws(() => recognise(outputs), {
    message:
      'net.onnx cannot be imported: "a" [N, 1, 24, 32] and "b" [N, 1, 24, 32] could both be the reconstruction; say which one with --reconstruction.',
  });
});

test('maps of features lie as their proportions say', () => {
  const layoutOf = (shape: number[]): string => featureMap({ name: 'f', shape }, form, 'nchw').layout;
  assert.equal(layoutOf([16, 6, 8]), 'nchw');
  assert.equal(layoutOf([6, 8, 16]), 'nhwc');
  assert.equal(layoutOf([3, 3, 3]), 'nchw');
  const layers = chooseLayers(
    [
      { name: 'full', shape: [4, 24, 32] },
      { name: 'first', shape: [8, 12, 16] },
      { name: 'last of its size', shape: [8, 12, 16] },
      { name: 'coarse', shape: [8, 3, 4] },
      { name: 'row', shape: [64] },
    ],
    form,
  );
  assert.deepEqual(
    layers.map(({ name }) => name),
    ['last of its size', 'coarse'],
  );
});

test('a stored batch is freed where images are reshaped and resized, and nowhere else', async () => {
  const shape = [2, 4, 6];
  const nodes = [
    integersNode('rows', [3, 48]),
    integersNode('grid', [3, 2, -1, 6]),
    integersNode('sizes', [3, 2, 8, 12]),
    integersNode('scaleShape', [3, 1, 1]),
    node('Reshape', ['x', 'rows'], ['r']),
    node('Reshape', ['r', 'grid'], ['g']),
    node('Resize', ['g', '', '', 'sizes'], ['s'], [stringAttribute('mode', 'linear')]),
    node('Reshape', ['scale', 'scaleShape'], ['perRow']),
    node('Add', ['s', 'shift'], ['y']),
  ];
  const original = modelOf(13, shape, nodes, {
    inputs: [{ name: 'x', dataType: 1, shape: [3, ...shape] }],
    initializers: new Map([
      ['scale', filledTensor('scale', 2, [3])],
      ['shift', filledTensor('shift', 1, [2, 8, 1])],
    ]),
  });
  const converted = freeBatch(atOurOpset(original));
  assert.equal(
    converted.nodes.find(({ output }) => output[0] === 'perRow'),
    nodes[7],
  );
  const results = await compareWithOriginal({
    original,
    converted,
    input: 'x',
    shape,
    results: ['y'],
    threads: 1,
  });
  assert.deepEqual(results, [{ name: 'y', shape: [2, 8, 12] }]);
});

test('noise that is an input is zero', () => {
  const inputs = [
    { name: 'x', dataType: 1, shape: ['N', 2, 4, 6] },
    { name: 'eps', dataType: 1, shape: ['N', 8] },
  ];
  const nodes = [node('Add', ['m', 'eps'], ['y'])];
  const { model, replaced } = withoutRandomness(modelOf(13, [], nodes, { inputs }));
  assert.deepEqual(replaced, ['eps']);
  assert.deepEqual(model.inputs, inputs.slice(0, 1));
  assert.deepEqual(model.initializers.get('eps'), filledTensor('eps', 0, [1, 8]));
});
