import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { ForeignModel, ForeignPort } from '../../../models/foreign/foreignModel.ts';
import type { ForeignNode, ForeignTensor } from '../../../models/graph/foreignNode.ts';
import { modelProto } from '../../../models/graph/onnxProto.ts';

/** A model of nodes only, taking float32 x [N, ...shape]. */
export function modelOf(
  opset: number,
  shape: readonly number[],
  nodes: readonly ForeignNode[],
  more: Partial<ForeignModel> = {},
): ForeignModel {
  const port = (name: string): ForeignPort => ({ name, dataType: 1, shape: null });
  return {
    file: 'small.onnx',
    sha256: '0'.repeat(64),
    opset,
    nodes,
    initializers: new Map<string, ForeignTensor>(),
    inputs: [{ name: 'x', dataType: 1, shape: ['N', ...shape] }],
    outputs: [port(nodes.at(-1)?.output[0] ?? 'y')],
    ...more,
  };
}

/** ModelProto with these members beside a graph of one node, as a file in a folder of its own. */
export async function modelFile(
  t: TestContext,
  graph: Record<string, unknown>,
  model: Record<string, unknown> = {},
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'foreign-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const message = {
    irVersion: 8,
    opsetImport: [{ domain: '', version: 17 }],
    ...model,
    graph: {
      name: 'small',
      node: [{ opType: 'Relu', input: ['x'], output: ['y'] }],
      input: [info('x', [1, 1, 12, 12])],
      output: [info('y', [1, 1, 12, 12])],
      ...graph,
    },
  };
  const file = path.join(folder, 'small.onnx');
  await writeFile(file, modelProto.encode(modelProto.create(message)).finish());
  return file;
}

/** ValueInfoProto. */
export const info = (name: string, shape: readonly (number | string)[], elemType = 1): object => ({
  name,
  type: {
    tensorType: {
      elemType,
      shape: {
        dim: shape.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size })),
      },
    },
  },
});
