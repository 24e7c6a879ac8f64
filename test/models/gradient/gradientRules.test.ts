import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Value } from '../../../models/graph/graph.ts';
import { gradientRules } from '../../../models/gradient/gradientRules.ts';
import { conv, convTranspose } from '../../../models/ops/convolution.ts';
import * as e from '../../../models/ops/elementwise.ts';
import * as l from '../../../models/ops/layout.ts';
import { gemm, matMul } from '../../../models/ops/matrix.ts';
import { type DifferentiableOp, differentiableOps } from '../../../models/ops/opName.ts';
import * as r from '../../../models/ops/reduce.ts';
import { averagePool, resize } from '../../../models/ops/resample.ts';
import { topK } from '../../../models/ops/topK.ts';
import { type GradientCase, gradientError } from './finiteDifferences.ts';

const unary = (build: (x: Value) => Value, positive = false): GradientCase[] => [
  { inputs: [[3, 4]], build: (x) => build(x), positive },
];

const binary = (build: (a: Value, b: Value) => Value, positive = false): GradientCase[] => {
  const both = (a?: Value, b?: Value): Value => build(a as Value, b as Value);
  return [
    { inputs: [[2, 3], [2, 3]], build: both, positive }, // prettier-ignore
    { inputs: [[2, 3, 2], [3, 1]], build: both, positive }, // prettier-ignore
    { inputs: [[1, 3], [2, 1, 1]], build: both, positive }, // prettier-ignore
  ];
};

const image = [2, 4, 5, 6];
const of = (build: (...inputs: [Value, Value, Value]) => Value): GradientCase['build'] => build;
const image1 = (build: (x: Value) => Value): GradientCase => ({
  inputs: [[1, 2, 4, 6]],
  build: of((x) => build(x)),
});

/** At least one row per rule: a missing one does not compile. */
const cases: Record<DifferentiableOp, readonly GradientCase[]> = {
  Abs: unary(e.abs),
  Add: binary(e.add),
  AveragePool: [
    image1((x) => averagePool(x, 2)),
    image1((x) => averagePool(x, [3, 2], [1, 3])),
    image1((x) => averagePool(x, 3, 2)),
  ],
  Clip: unary((x) => e.clip(x, -0.61, 0.53)),
  Concat: [
    { inputs: [[2, 2], [2, 3]], build: of((a, b) => l.concat([a, b], 1)) }, // prettier-ignore
    { inputs: [[2, 2]], build: of((a) => l.concat([a], 1)) },
  ],
  Conv: [
    { inputs: [image, [3, 4, 3, 3], [3]], build: of((x, w, b) => conv(x, w, b, { pads: 1 })) },
    { inputs: [[2, 2, 6, 8], [3, 2, 4, 4]], build: of((x, w) => conv(x, w, null, { stride: 2, pads: 1 })) }, // prettier-ignore
    { inputs: [[1, 2, 6, 6], [2, 2, 3, 3]], build: of((x, w) => conv(x, w, null, { stride: 2, pads: 1 })) }, // prettier-ignore
    { inputs: [[1, 2, 7, 8], [2, 2, 3, 3]], build: of((x, w) => conv(x, w, null, { stride: 3 })) }, // prettier-ignore
    { inputs: [[1, 4, 6, 6], [2, 2, 3, 2]], build: of((x, w) => conv(x, w, null, { group: 2, stride: [2, 1] })) }, // prettier-ignore
    { inputs: [[1, 2, 7, 8], [2, 2, 2, 3]], build: of((x, w) => conv(x, w, null, { dilation: 2, stride: 2, pads: [1, 0, 0, 2] })) }, // prettier-ignore
  ],
  ConvTranspose: [
    { inputs: [[2, 3, 3, 4], [3, 2, 4, 4], [2]], build: of((x, w, b) => convTranspose(x, w, b, { stride: 2, pads: 1 })) }, // prettier-ignore
    { inputs: [[1, 2, 3, 3], [2, 2, 3, 3]], build: of((x, w) => convTranspose(x, w, null, { stride: 2, pads: 1, outputPadding: 1 })) }, // prettier-ignore
    { inputs: [[1, 4, 3, 4], [4, 1, 3, 3]], build: of((x, w) => convTranspose(x, w, null, { group: 2, dilation: 2 })) }, // prettier-ignore
  ],
  Cos: unary(e.cos),
  DepthToSpace: [{ inputs: [[2, 8, 2, 3]], build: of((x) => l.depthToSpace(x, 2)) }],
  Div: binary(e.div, true),
  Exp: unary(e.exp),
  Expand: [{ inputs: [[2, 1, 3]], build: of((x) => l.expand(x, [2, 2, 4, 3])) }],
  Gather: [
    { inputs: [[2, 4, 3]], build: of((x) => l.gather(x, [3, 0, 3], 1)) },
    { inputs: [[2, 4, 3]], build: of((x) => l.gather(x, 2, 2)) },
  ],
  Gemm: [
    { inputs: [[2, 3], [3, 4], [4]], build: of((a, b, c) => gemm(a, b, c)) }, // prettier-ignore
    { inputs: [[3, 2], [4, 3], [2, 1]], build: of((a, b, c) => gemm(a, b, c, { transposeA: true, transposeB: true })) }, // prettier-ignore
    { inputs: [[2, 3], [4, 3]], build: of((a, b) => gemm(a, b, null, { transposeB: true })) }, // prettier-ignore
  ],
  Identity: unary(e.identity),
  LeakyRelu: [...unary((x) => e.leakyRelu(x, 0.2)), ...unary((x) => e.leakyRelu(x, 1.5))],
  Log: unary(e.log, true),
  MatMul: [
    { inputs: [[2, 3], [3, 4]], build: of(matMul) }, // prettier-ignore
    { inputs: [[2, 2, 3], [3, 2]], build: of(matMul) }, // prettier-ignore
    { inputs: [[2, 1, 2, 3], [3, 3, 2]], build: of(matMul) }, // prettier-ignore
  ],
  Max: [...binary((a, b) => e.max(a, e.mul(b, 0.83))), ...unary((x) => e.max(x, 0.07, e.neg(x)))],
  Min: binary((a, b) => e.min(a, e.mul(b, 0.83))),
  Mul: binary(e.mul),
  Neg: unary(e.neg),
  Pad: (['constant', 'edge', 'reflect'] as const).map((mode) =>
    image1((x) => l.pad(x, [0, 0, 2, 1], [0, 0, 1, 3], mode)),
  ),
  Pow: [...binary(e.pow, true), ...unary((x) => e.pow(x, 3))],
  Reciprocal: unary(e.reciprocal, true),
  ReduceMax: [image1((x) => r.reduceMax(x, { axes: [1, 3] })), image1((x) => r.reduceMax(x))],
  ReduceMean: [
    image1((x) => r.reduceMean(x, { axes: [2, 3], keepDims: true })),
    image1((x) => r.reduceMean(x)),
  ],
  ReduceMin: [image1((x) => r.reduceMin(x, { axes: [-1] }))],
  ReduceSum: [
    image1((x) => r.reduceSum(x, { axes: [0, 2] })),
    image1((x) => r.reduceSum(x, { keepDims: true })),
  ],
  ReduceSumSquare: [image1((x) => r.reduceSumSquare(x, { axes: [2, 3] }))],
  Relu: unary(e.relu),
  Reshape: unary((x) => l.reshape(x, [2, -1])),
  Resize: [
    image1((x) => resize(x, 8, 9, 'linear')),
    image1((x) => resize(x, 3, 2, 'linear')),
    image1((x) => resize(x, 3, 2, 'linear', true)),
    image1((x) => resize(x, 8, 4, 'nearest')),
  ],
  Sigmoid: unary(e.sigmoid),
  Sin: unary(e.sin),
  Slice: [
    image1((x) => l.slice(x, [{ axis: 2, start: 1, end: 3 }, { axis: 3, start: 0, end: 5 }])), // prettier-ignore
    image1((x) => l.slice(x, [{ axis: 3, start: 1, end: 6, step: 2 }])),
  ],
  Softmax: [...unary((x) => e.softmax(x, 0)), ...unary((x) => e.softmax(x))],
  Softplus: unary(e.softplus),
  SpaceToDepth: [{ inputs: [[2, 2, 4, 6]], build: of((x) => l.spaceToDepth(x, 2)) }],
  Split: [
    {
      inputs: [[2, 6]],
      build: of((x) => {
        const [first, , last] = l.split(x, 1, [1, 3, 2]) as [Value, Value, Value];
        return e.mul(last, first);
      }),
    },
  ],
  Sqrt: unary(e.sqrt, true),
  Sub: binary(e.sub),
  Tanh: unary(e.tanh),
  TopK: [{ inputs: [[3, 5]], build: of((x) => topK(x, 2).values) }],
  Transpose: [{ inputs: [[2, 3, 4]], build: of((x) => l.transpose(x, [2, 0, 1])) }],
  Where: binary((a, b) => e.where(e.greater(a, 0), b, e.mul(a, 2))),
};

for (const op of differentiableOps) {
  test(`gradient of ${op} agrees with central differences`, async () => {
    assert.ok(cases[op].length > 0, `${op} has no row.`);
    for (const [row, testCase] of cases[op].entries()) {
      const { error, ops } = await gradientError(testCase);
      assert.ok(ops.includes(op), `Row ${row} of ${op} builds ${ops.join(', ')}.`);
      assert.ok(error < 1e-2, `Row ${row} of ${op} is off by ${error}.`);
    }
  });
}

test('every rule has a row and every row a rule', () => {
  assert.deepEqual(Object.keys(gradientRules).sort(), Object.keys(cases).sort());
  assert.deepEqual(Object.keys(gradientRules).sort(), [...differentiableOps].sort());
});
