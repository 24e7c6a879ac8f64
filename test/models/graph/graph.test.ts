import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeModel } from '../../../models/graph/decodeModel.ts';
import { Graph } from '../../../models/graph/graph.ts';
import { add, mul, relu } from '../../../models/ops/elementwise.ts';
import { conv, convTranspose } from '../../../models/ops/convolution.ts';
import { concat, gather, pad, reshape, slice, split, transpose } from '../../../models/ops/layout.ts';
import { matMul } from '../../../models/ops/matrix.ts';
import { reduceMean } from '../../../models/ops/reduce.ts';
import { averagePool, resize } from '../../../models/ops/resample.ts';
import { topK } from '../../../models/ops/topK.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';

test('a model encodes, decodes and runs with a free batch size', async () => {
  const graph = new Graph('example');
  const image = graph.input('image', ['N', 2, 4, 4]);
  const weight = graph.initializer('weight', [3, 2, 3, 3], new Float32Array(54).fill(0.5));
  const features = relu(conv(image, weight, null, { pads: 1 }));
  assert.deepEqual(features.shape, ['N', 3, 4, 4]);
  graph.output('mean', reduceMean(mul(features, 2), { axes: [1, 2, 3] }));
  graph.metadata['product'] = 'example part';
  const bytes = graph.toModel();

  const decoded = decodeModel(bytes);
  assert.equal(decoded.opset, 21);
  assert.equal(decoded.irVersion, 10);
  assert.deepEqual(decoded.metadata, { product: 'example part' });
  assert.deepEqual(decoded.inputs, [{ name: 'image', type: 'float32', shape: ['N', 2, 4, 4] }]);
  assert.deepEqual(decoded.outputs, [{ name: 'mean', type: 'float32', shape: ['N'] }]);
  assert.deepEqual(decoded.initializers.get('weight')?.data, new Float32Array(54).fill(0.5));
  assert.deepEqual(
    decoded.nodes.map((node) => node.op),
    ['Conv', 'Relu', 'Mul', 'ReduceMean', 'Identity'],
  );

  await using session = await Session.load(bytes, { threads: 1 });
  for (const batch of [1, 3]) {
    const data = new Float32Array(batch * 32).fill(1);
    const outputs = await session.run({ image: float32Tensor([batch, 2, 4, 4], data) });
    // Of 3x3 neighbourhoods in a 4x4 image, the mean count of pixels inside is (10 / 4) squared.
    const expected = 2 * 0.5 * 2 * (10 / 4) ** 2;
    assert.deepEqual(Array.from(float32Of(outputs, 'mean')), Array(batch).fill(expected));
  }
});

test('shapes follow the operator specifications', () => {
  const graph = new Graph('shapes');
  const x = graph.input('x', ['N', 6, 8, 10]);
  const weight = graph.input('weight', [6, 5, 4, 4]);
  assert.deepEqual(convTranspose(x, weight, null, { stride: 2, pads: 1 }).shape, ['N', 5, 16, 20]);
  assert.deepEqual(transpose(x, [0, 2, 3, 1]).shape, ['N', 8, 10, 6]);
  assert.deepEqual(reshape(x, ['N', 6, -1]).shape, ['N', 6, 80]);
  assert.deepEqual(reshape(x, [6, 'N', 80]).shape, [6, 'N', 80]);
  assert.deepEqual(slice(x, [{ axis: 3, start: 1, end: 10, step: 2 }]).shape, ['N', 6, 8, 5]);
  assert.deepEqual(pad(x, [0, 0, 1, 2], [0, 0, 3, 4], 'edge').shape, ['N', 6, 12, 16]);
  assert.deepEqual(concat([x, x], 1).shape, ['N', 12, 8, 10]);
  assert.deepEqual(
    split(x, 1, [2, 4]).map((part) => part.shape),
    [
      ['N', 2, 8, 10],
      ['N', 4, 8, 10],
    ],
  );
  assert.deepEqual(gather(x, 2, 1).shape, ['N', 8, 10]);
  assert.deepEqual(resize(x, 16, 5, 'linear').shape, ['N', 6, 16, 5]);
  assert.deepEqual(averagePool(x, 3, 2).shape, ['N', 6, 3, 4]);
  assert.deepEqual(topK(reshape(x, ['N', 480]), 7).values.shape, ['N', 7]);
  assert.deepEqual(reduceMean(x, { axes: [-1], keepDims: true }).shape, ['N', 6, 8, 1]);
});

test('misuse is refused while the graph is built', () => {
  const graph = new Graph('misuse');
  const x = graph.input('x', ['N', 8, 4, 4]);
  const refused = (build: () => unknown, message: string): void => {
    assert.throws(build, { message });
  };
  refused(
    () => conv(x, graph.input('w0', [3, 4, 1, 1]), null, { group: 3 }),
    'Conv: group must divide channels, got 3 and 8.',
  );
  refused(
    () => conv(x, graph.input('w1', [3, 4, 1, 1])),
    'Conv: weight [3, 4, 1, 1] with group 1 expects 4 channels, got 8.',
  );
  refused(
    () => conv(x, graph.input('w2', [3, 8, 5, 5])),
    'Conv: the kernel reaches over 5 pixels, the padded input has 4.',
  );
  refused(
    () => add(x, graph.input('y', [8, 3, 4])),
    'Add: shapes [N, 8, 4, 4] and [8, 3, 4] do not broadcast.',
  );
  refused(
    () => matMul(x, graph.input('z', [3, 4])),
    'MatMul: inner sizes must agree, got [N, 8, 4, 4] and [3, 4].',
  );
  refused(() => reshape(x, ['N', 100]), 'Reshape: [N, 8, 4, 4] does not fit [N, 100].');
  refused(
    () => slice(x, [{ axis: 1, start: 2, end: 9 }]),
    'Slice: 2..9 in steps of 1 does not lie within axis 1 of size 8.',
  );
  refused(() => graph.input('x', [1]), 'Graph "misuse" already has a tensor named "x".');
  refused(
    () => graph.initializer('short', [2, 2], new Float32Array(3)),
    'Initializer "short" of shape [2, 2] needs 4 elements, got 3.',
  );
  const other = new Graph('other').input('x', [4]);
  refused(() => add(x, other), 'Add: "x" belongs to graph "other", not to "misuse".');
});

test('a run with the wrong inputs is refused by name', async () => {
  const graph = new Graph('names');
  graph.output('y', relu(graph.input('x', [2])));
  await using session = await Session.load(graph.toModel(), { threads: 1 });
  await assert.rejects(session.run({ z: float32Tensor([2], new Float32Array(2)) }), {
    message: 'The model takes x; missing: x, unknown: z.',
  });
  await assert.rejects(
    session.run({ x: float32Tensor([3], new Float32Array(3)) }),
    /failed on x float32 \[3\]/,
  );
  await assert.rejects(
    Session.load(new Uint8Array([1, 2, 3])),
    /^Error: The model \(3 bytes\) cannot be loaded with provider "cpu"/,
  );
});
