import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeModel } from '../../../models/graph/decodeModel.ts';
import { Graph } from '../../../models/graph/graph.ts';
import { keepOutputs, outputNamesOf } from '../../../models/graph/keepOutputs.ts';
import { add, mul, relu } from '../../../models/ops/elementwise.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';

/** Three outputs: y = relu(x) + w, z = relu(x) * 3, and v = x * u alone. */
function threeOutputs(): Uint8Array {
  const graph = new Graph('three');
  graph.metadata['kept'] = 'yes';
  const x = graph.input('x', ['N', 2]);
  const rectified = relu(x);
  graph.output('y', add(rectified, graph.initializer('w', [2], Float32Array.of(1, 2))));
  graph.output('z', mul(rectified, 3));
  graph.output('v', mul(x, graph.initializer('u', [2], Float32Array.of(5, 6))));
  return graph.toModel();
}

test('what is not asked for is not in the model any more, and the rest computes the same', async () => {
  const model = threeOutputs();
  const kept = keepOutputs(model, ['z', 'y']);
  const { outputs, nodes, initializers, metadata, opset } = decodeModel(kept);
  assert.deepEqual(
    outputs.map(({ name }) => name),
    ['y', 'z'],
    'in the order of the model',
  );
  assert.deepEqual(
    nodes.map(({ op }) => op).filter((op) => op !== 'Identity'),
    ['Relu', 'Add', 'Mul'],
  );
  assert.ok(initializers.has('w') && !initializers.has('u'));
  assert.deepEqual([metadata['kept'], opset], ['yes', decodeModel(model).opset]);
  assert.ok(kept.length < model.length);
  const run = async (bytes: Uint8Array) => {
    await using session = await Session.load(bytes, { threads: 1 });
    return await session.run({ x: float32Tensor([1, 2], Float32Array.of(-1, 4)) });
  };
  const [whole, part] = [await run(model), await run(kept)];
  assert.deepEqual(Object.keys(part), ['y', 'z']);
  for (const name of ['y', 'z']) assert.deepEqual(float32Of(part, name), float32Of(whole, name));
});

test('all outputs kept leave the model as it is', () => {
  const model = threeOutputs();
  assert.deepEqual(outputNamesOf(model), ['y', 'z', 'v']);
  assert.deepEqual(Buffer.from(keepOutputs(model, ['y', 'z', 'v'])), Buffer.from(model));
});

test('an output that is not there is refused', () => {
  assert.throws(() => keepOutputs(threeOutputs(), ['y', 'q']), /has 1 of the outputs y, q/);
  assert.deepEqual(outputNamesOf(new Uint8Array()), []);
});
