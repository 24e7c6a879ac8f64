import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '../../models/graph/graph.ts';
import { decodeModel } from '../../models/graph/decodeModel.ts';
import { withMetadata } from '../../models/graph/withMetadata.ts';
import { relu } from '../../models/ops/elementwise.ts';
import { Session, float32Of, float32Tensor } from '../../models/session.ts';

function tinyModel(): Uint8Array {
  const graph = new Graph('tiny');
  graph.output('y', relu(graph.input('x', ['N'])));
  return graph.toModel();
}

test('metadata is added behind the bytes of the model, which runs as before', async () => {
  const model = tinyModel();
  const exported = withMetadata(model, { limit: '0.5', manifest: '{"a":"\u00e4"}' });
  assert.deepEqual(exported.subarray(0, model.length), Buffer.from(model));
  assert.deepEqual(decodeModel(exported).metadata, { limit: '0.5', manifest: '{"a":"\u00e4"}' });
  await using session = await Session.load(exported, { threads: 1 });
  const outputs = await session.run({ x: float32Tensor([2], Float32Array.of(-1, 2)) });
  assert.deepEqual([...float32Of(outputs, 'y')], [0, 2]);
});

test('a key the model has already is refused', () => {
  const once = withMetadata(tinyModel(), { head: 'mae' });
  assert.throws(() => withMetadata(once, { head: 'mse' }), /has metadata "head" already/);
});
