import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Graph } from '../../models/graph/graph.ts';
import { greater } from '../../models/ops/elementwise.ts';
import { argMax } from '../../models/ops/reduce.ts';
import { Session, float32Of, float32Tensor } from '../../models/session.ts';

test('a model loads from a path, gives typed results and writes a profile when asked', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-session-'));
  t.after(() => rm(folder, { recursive: true }));
  const graph = new Graph('types');
  const x = graph.input('x', [2, 3]);
  graph.output('index', argMax(x, 1));
  graph.output('positive', greater(x, 0));
  const path = join(folder, 'model.onnx');
  await writeFile(path, graph.toModel());

  const session = await Session.load(path, {
    threads: 1,
    spinning: false,
    profilePrefix: join(folder, 'profile'),
  });
  const outputs = await session.run({ x: float32Tensor([2, 3], Float32Array.of(1, 2, -1, 5, 4, -2)) });
  session.endProfiling();
  await session.release();
  assert.deepEqual(outputs['index'], { type: 'int64', shape: [2], data: BigInt64Array.of(1n, 0n) });
  assert.deepEqual(outputs['positive'], {
    type: 'bool',
    shape: [2, 3],
    data: Uint8Array.of(1, 1, 0, 1, 1, 0),
  });
  assert.throws(() => float32Of(outputs, 'index'), /no float32 tensor "index"; it gave index, positive/);
  assert.equal((await readdir(folder)).filter((name) => name.startsWith('profile')).length, 1);
});

test('a model that is not there, or a provider that is not, is refused by name', async () => {
  await assert.rejects(
    Session.load('/nowhere/model.onnx'),
    /The model \/nowhere\/model\.onnx cannot be loaded with provider "cpu"/,
  );
});
