import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareWithOriginal } from '../../../models/foreign/compareWithOriginal.ts';
import { ForeignModelError } from '../../../models/foreign/foreignModel.ts';
import {
  filledNode,
  filledTensor,
  intAttribute,
  integersNode,
  node,
  stringAttribute,
} from '../../../models/foreign/foreignNodes.ts';
import { atOurOpset, opsetAdapters } from '../../../models/foreign/opsetAdapters.ts';
import type { ForeignAttribute, ForeignNode } from '../../../models/graph/foreignNode.ts';
import { attributeTypes } from '../../../models/graph/onnxProto.ts';
import { opsetVersion } from '../../../models/graph/encodeModel.ts';
import { modelOf } from './foreignModels.ts';

const ints = (name: string, ...values: number[]): ForeignAttribute => ({
  name,
  type: attributeTypes.ints,
  ints: values,
});
const float = (name: string, f: number): ForeignAttribute => ({ name, type: attributeTypes.float, f });

/** Largest int64, as exporters write "to the end"; decoded as a double it is one more. */
const toTheEnd = 2 ** 62;

interface Row {
  readonly opset: number;
  /** The old spelling, computing y of x [N, 2, 4, 6]. */
  readonly nodes: readonly ForeignNode[];
}

const scales = (output: string, ...values: number[]): ForeignNode[] => {
  const parts = values.map((value, i) => filledNode(`${output}${i}`, value, [1]));
  const joined = node(
    'Concat',
    parts.map(({ output: [name] }) => name!),
    [output],
    [intAttribute('axis', 0)],
  );
  return [...parts, joined];
};

const softmax = (opType: string, ...attribute: ForeignAttribute[]): Row => ({
  opset: 12,
  nodes: [node(opType, ['x'], ['y'], attribute)],
});
const reduction = (opType: string, opset: number): Row => ({
  opset,
  nodes: [
    node('Abs', ['x'], ['a']),
    node(opType, ['a'], ['y'], [ints('axes', 1, 3), intAttribute('keepdims', 0)]),
  ],
});

const rows: Readonly<Record<keyof typeof opsetAdapters, readonly Row[]>> = {
  Clip: [
    { opset: 10, nodes: [node('Clip', ['x'], ['y'], [float('min', 0.3), float('max', 0.6)])] },
    { opset: 9, nodes: [node('Clip', ['x'], ['y'], [float('max', 0.6)])] },
  ],
  GridSample: [
    {
      opset: 16,
      nodes: [
        node('Slice', ['x', 'first', 'last', 'axis'], ['one']),
        node('Transpose', ['x'], ['t'], [ints('perm', 0, 2, 3, 1)]),
        node('GridSample', ['one', 't'], ['y'], [stringAttribute('mode', 'bilinear')]),
      ],
    },
  ],
  Hardmax: [softmax('Hardmax')],
  LogSoftmax: [softmax('LogSoftmax', intAttribute('axis', 2))],
  Pad: [
    {
      opset: 10,
      nodes: [node('Pad', ['x'], ['y'], [ints('pads', 0, 0, 1, 2, 0, 0, 0, 1), float('value', 0.5)])],
    },
    {
      opset: 9,
      nodes: [
        node('Pad', ['x'], ['y'], [ints('pads', 0, 0, 1, 2, 0, 0, 0, 1), stringAttribute('mode', 'reflect')]),
      ],
    },
  ],
  ReduceL1: [reduction('ReduceL1', 17)],
  ReduceL2: [reduction('ReduceL2', 17)],
  ReduceLogSum: [reduction('ReduceLogSum', 13)],
  ReduceLogSumExp: [reduction('ReduceLogSumExp', 13)],
  ReduceMax: [reduction('ReduceMax', 11)],
  ReduceMean: [reduction('ReduceMean', 17)],
  ReduceMin: [reduction('ReduceMin', 11)],
  ReduceProd: [reduction('ReduceProd', 13)],
  ReduceSum: [reduction('ReduceSum', 12)],
  ReduceSumSquare: [reduction('ReduceSumSquare', 13)],
  Resize: [
    {
      opset: 10,
      nodes: [
        ...scales('s', 1, 1, 2, 1.5),
        node('Resize', ['x', 's'], ['y'], [stringAttribute('mode', 'nearest')]),
      ],
    },
    {
      opset: 10,
      nodes: [
        ...scales('s', 1, 1, 1.5, 2),
        node('Resize', ['x', 's'], ['y'], [stringAttribute('mode', 'linear')]),
      ],
    },
  ],
  Scatter: [
    {
      opset: 10,
      nodes: [
        node('Shape', ['x'], ['shape']),
        node(
          'ConstantOfShape',
          ['shape'],
          ['zeros'],
          [{ name: 'value', type: 4, t: { name: '', dims: [1], dataType: 7, rawData: new Uint8Array(8) } }],
        ),
        node('Scatter', ['x', 'zeros', 'x'], ['y'], [intAttribute('axis', 2)]),
      ],
    },
  ],
  Slice: [
    {
      opset: 9,
      nodes: [
        node('Slice', ['x'], ['y'], [ints('starts', 1, -3), ints('ends', toTheEnd, -1), ints('axes', 2, 3)]),
      ],
    },
  ],
  Softmax: [softmax('Softmax'), softmax('Softmax', intAttribute('axis', -2))],
  Split: [
    { opset: 12, nodes: [node('Split', ['x'], ['y', 'z'], [ints('split', 1, 5), intAttribute('axis', 3)])] },
    { opset: 17, nodes: [node('Split', ['x'], ['y', 'z'], [intAttribute('axis', 3)])] },
  ],
  Squeeze: [
    {
      opset: 12,
      nodes: [node('GlobalAveragePool', ['x'], ['p']), node('Squeeze', ['p'], ['y'], [ints('axes', 2, 3)])],
    },
  ],
  TopK: [
    { opset: 9, nodes: [node('TopK', ['x'], ['y', 'z'], [intAttribute('k', 2), intAttribute('axis', 3)])] },
  ],
  Unsqueeze: [{ opset: 11, nodes: [node('Unsqueeze', ['x'], ['y'], [ints('axes', 1, 4)])] }],
  Upsample: [
    {
      opset: 9,
      nodes: [
        ...scales('s', 1, 1, 2, 3),
        node('Upsample', ['x', 's'], ['y'], [stringAttribute('mode', 'nearest')]),
      ],
    },
    {
      opset: 9,
      nodes: [
        ...scales('s', 1, 1, 2, 2),
        node('Upsample', ['x', 's'], ['y'], [stringAttribute('mode', 'linear')]),
      ],
    },
  ],
};

const fixed = new Map([
  ['first', integersNode('first', [0])],
  ['last', integersNode('last', [1])],
  ['axis', integersNode('axis', [1])],
]);

test('every adapter has a row', () => {
  assert.deepEqual(Object.keys(rows).sort(), Object.keys(opsetAdapters).sort());
});

for (const [op, cases] of Object.entries(rows)) {
  for (const { opset, nodes } of cases) {
    const attributes = nodes
      .at(-1)
      ?.attribute.map(({ name }) => name)
      .join(', ');
    test(`${op} of opset ${opset} (${attributes}) computes the same as ours, and would not as it is`, async () => {
      const original = modelOf(opset, [2, 4, 6], [...(op === 'GridSample' ? fixed.values() : []), ...nodes]);
      const comparison = { original, input: 'x', shape: [2, 4, 6], results: ['y'], threads: 1 };
      await compareWithOriginal({ ...comparison, converted: atOurOpset(original) });
      const renumbered = { ...original, opset: opsetVersion };
      await assert.rejects(compareWithOriginal({ ...comparison, converted: renumbered }), ForeignModelError);
    });
  }
}

test('operators that did not change stay as they are; Dropout does nothing', async () => {
  const nodes = [
    node('Relu', ['x'], ['a']),
    node('Dropout', ['a'], ['b'], [float('ratio', 0.5)]),
    node('Softmax', ['b'], ['y'], [intAttribute('axis', 1)]),
  ];
  const original = modelOf(13, [2, 4, 6], nodes);
  const converted = atOurOpset(original);
  assert.deepEqual(
    converted.nodes.map(({ opType }) => opType),
    ['Relu', 'Identity', 'Softmax'],
  );
  assert.equal(converted.nodes[2], nodes[2]);
  await compareWithOriginal({
    original: { ...original, nodes: [nodes[0]!, node('Softmax', ['a'], ['y'], nodes[2]!.attribute)] },
    converted,
    input: 'x',
    shape: [2, 4, 6],
    results: ['y'],
    threads: 1,
  });
});

test('normalisation by the batch is refused', () => {
  const tensors = ['scale', 'bias', 'mean', 'variance'].map(
    (name) => [name, filledTensor(name, 1, [2])] as const,
  );
  const nodes = [
    node(
      'BatchNormalization',
      ['x', 'scale', 'bias', 'mean', 'variance'],
      ['y', 'm', 'v'],
      [intAttribute('training_mode', 1)],
    ),
  ];
  assert.throws(() => atOurOpset(modelOf(15, [2, 4, 6], nodes, { initializers: new Map(tensors) })), {
    name: 'ForeignModelError',
    message:
      'small.onnx cannot be imported: the BatchNormalization that computes "y" is in training mode; export the network in evaluation mode.',
  });
});
