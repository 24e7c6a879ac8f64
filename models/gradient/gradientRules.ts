import type { GraphNode, Value } from '../graph/graph.ts';
import { type Shape, shapeText, staticShape, staticSize } from '../graph/shape.ts';
import { conv, convGeometry, convTranspose } from '../ops/convolution.ts';
import * as e from '../ops/elementwise.ts';
import { concat, expand, pad, reshape, slice, transpose } from '../ops/layout.ts';
import { matMul } from '../ops/matrix.ts';
import type { DifferentiableOp } from '../ops/opName.ts';
import { keptShape, reduceSum, reducedAxes } from '../ops/reduce.ts';
import { scatterElements } from '../ops/scatterElements.ts';
import { convWeightGradient } from './convWeightGradient.ts';
import { type GradientRule, rule, sumTo } from './gradientRule.ts';
import { adjointAlong, paddedIndices, pickingMap, resizeMap } from './linearMap.ts';

const intOf = (node: GraphNode, name: string): number => {
  const attribute = node.attributes[name];
  if (attribute && 'int' in attribute) return attribute.int;
  throw new TypeError(`${node.op}: the node has no integer attribute "${name}".`);
};

const stringOf = (node: GraphNode, name: string): string => {
  const attribute = node.attributes[name];
  if (attribute && 'string' in attribute) return attribute.string;
  throw new TypeError(`${node.op}: the node has no text attribute "${name}".`);
};

const intsOf = (node: GraphNode, name: string): readonly number[] => {
  const attribute = node.attributes[name];
  if (attribute && 'ints' in attribute) return attribute.ints;
  throw new TypeError(`${node.op}: the node has no list attribute "${name}".`);
};

const lastTransposed = (x: Value): Value => {
  const rank = x.shape.length;
  return transpose(x, [...Array(rank - 2).keys(), rank - 1, rank - 2]);
};

const reducedOf = (node: GraphNode, x: Value): number[] =>
  reducedAxes(node.op, x.shape.length, x.graph.integers(node.inputs[1] as Value));

/** A reduction's gradient with the reduced axes back as size 1. */
const unreduced = (node: GraphNode, x: Value, dy: Value): Value =>
  reshape(dy, keptShape(x.shape, reducedOf(node, x)));

const expandTo = (x: Value, shape: Shape): Value => expand(x, staticShape('Expand', shape));

/** Share of a result each operand gets where it attains it; ties share equally. */
const shareOfExtreme: GradientRule = rule((_, dy, y, node) => {
  const operands = node.inputs as readonly Value[];
  const attained = operands.map((x) => e.cast(e.equal(x, y), y.type));
  const share = e.div(
    dy,
    attained.reduce((sum, hit) => e.add(sum, hit)),
  );
  return operands.map((x, index) => () => sumTo(e.mul(share, attained[index] as Value), x.shape));
});

const shareOfReducedExtreme: GradientRule = rule(([x], dy, y, node) => [
  () => {
    const attained = e.cast(e.equal(x, unreduced(node, x, y)), x.type);
    const ties = reduceSum(attained, { axes: reducedOf(node, x), keepDims: true });
    return e.mul(attained, e.div(unreduced(node, x, dy), ties));
  },
  null,
]);

/** 1 where x > 0 and `low` elsewhere, 0 <= low <= 1: a clipped multiple is half the work of Where on a CPU. */
const step = (x: Value, low: number): Value => e.clip(e.mul(x, 1e38), low, 1);

/** Crops or zero-fills the bottom and right of [N, C, H, W] to the size of `like`. */
function fitImage(x: Value, like: Value): Value {
  const missing = [2, 3].map(
    (axis) => staticSize('Conv', like.shape, axis) - staticSize('Conv', x.shape, axis),
  ) as [number, number];
  return missing[0] || missing[1] ? pad(x, [0, 0, 0, 0], [0, 0, ...missing]) : x;
}

/** Conv drops pixels a stride does not reach: their gradient is zero, which output padding restores. */
function convInputGradient(x: Value, weight: Value, dy: Value, node: GraphNode): Value {
  const { stride, dilation, pads, group } = convGeometry(node);
  const kernel = staticShape('Conv', weight.shape).slice(2);
  const unreached = [0, 1].map((axis) => {
    const padded = staticSize('Conv', x.shape, axis + 2) + (pads[axis] ?? 0) + (pads[axis + 2] ?? 0);
    return (padded - ((dilation[axis] ?? 1) * ((kernel[axis] ?? 1) - 1) + 1)) % (stride[axis] ?? 1);
  }) as [number, number];
  return convTranspose(dy, weight, null, { stride, dilation, pads, group, outputPadding: unreached });
}

const channelSum = (dy: Value): Value => reduceSum(dy, { axes: [0, 2, 3] });

/**
 * The gradient of every differentiable operation. Sources: the operators' definitions (onnx.ai/onnx/operators);
 * each rule is tested against central finite differences.
 */
export const gradientRules: Record<DifferentiableOp, GradientRule> = {
  Abs: rule(([x], dy) => [() => e.mul(dy, e.sign(x))]),
  Add: rule(([a, b], dy) => [() => sumTo(dy, a.shape), () => sumTo(dy, b.shape)]),
  AveragePool: rule(([x], dy, _, node) => [
    () => {
      const kernel = intsOf(node, 'kernel_shape') as readonly [number, number];
      const stride = intsOf(node, 'strides') as readonly [number, number];
      const channels = staticSize('AveragePool', x.shape, 1);
      const area = kernel[0] * kernel[1];
      const weights = Array<number>(channels * area).fill(1 / area);
      const spread = x.graph.constant(weights, x.type, [channels, 1, ...kernel]);
      return fitImage(convTranspose(dy, spread, null, { stride, group: channels }), x);
    },
  ]),
  Clip: rule(([x, low, high], dy) => [
    () => e.mul(dy, e.cast(e.and(e.greaterOrEqual(x, low), e.lessOrEqual(x, high)), x.type)),
    null,
    null,
  ]),
  Concat: rule((_, dy, __, node) => {
    const axis = intOf(node, 'axis');
    let position = 0;
    return (node.inputs as readonly Value[]).map((x) => {
      const start = position;
      const end = node.inputs.length === 1 ? start : start + staticSize('Concat', x.shape, axis);
      position = end;
      return () => (node.inputs.length === 1 ? dy : slice(dy, [{ axis, start, end }]));
    });
  }),
  Conv: rule(([x, weight], dy, _, node) => [
    () => convInputGradient(x, weight, dy, node),
    () => convWeightGradient(x, dy, weight.shape, convGeometry(node)),
    () => channelSum(dy),
  ]),
  ConvTranspose: rule(([x, weight], dy, _, node) => {
    const { stride, dilation, pads, group } = convGeometry(node);
    return [
      () => conv(dy, weight, null, { stride, dilation, pads, group }),
      // The adjoint of a convolution whose input is dy and whose result is x.
      () => convWeightGradient(dy, x, weight.shape, { stride, dilation, pads, group }),
      () => channelSum(dy),
    ];
  }),
  Cos: rule(([x], dy) => [() => e.neg(e.mul(dy, e.sin(x)))]),
  DepthToSpace: rule(([x], dy, _, node) => [
    () => {
      const block = intOf(node, 'blocksize');
      const [batch = 1, channels = 1, height = 1, width = 1] = x.shape;
      const outer = staticSize('DepthToSpace', [channels], 0) / (block * block);
      const blocks = reshape(dy, [batch, outer, height, block, width, block]);
      return reshape(transpose(blocks, [0, 1, 3, 5, 2, 4]), x.shape);
    },
  ]),
  Div: rule(([a, b], dy, y) => [
    () => sumTo(e.div(dy, b), a.shape),
    () => sumTo(e.neg(e.div(e.mul(dy, y), b)), b.shape),
  ]),
  Exp: rule((_, dy, y) => [() => e.mul(dy, y)]),
  Expand: rule(([x], dy) => [() => sumTo(dy, x.shape), null]),
  Gather: rule(([x, indices], dy, _, node) => [
    () => {
      const axis = intOf(node, 'axis');
      const size = staticSize('Gather', x.shape, axis);
      const picked = x.graph.integers(indices);
      const kept = x.shape.map((old, index) => (index === axis ? picked.length : old));
      return adjointAlong(reshape(dy, kept), axis, pickingMap(picked, size));
    },
    null,
  ]),
  Gemm: rule(([a, b, c], dy, _, node) => {
    const [transposedA, transposedB] = [intOf(node, 'transA') === 1, intOf(node, 'transB') === 1];
    const plainA = (): Value => (transposedA ? transpose(a) : a);
    const plainB = (): Value => (transposedB ? transpose(b) : b);
    return [
      () => (transposedA ? matMul(plainB(), transpose(dy)) : matMul(dy, transpose(plainB()))),
      () => (transposedB ? matMul(transpose(dy), plainA()) : matMul(transpose(plainA()), dy)),
      () => sumTo(dy, c.shape),
    ];
  }),
  Identity: rule((_, dy) => [() => dy]),
  LeakyRelu: rule(([x], dy, _, node) => [
    () => {
      const attribute = node.attributes['alpha'];
      const alpha = attribute && 'float' in attribute ? attribute.float : 0.01;
      if (alpha >= 0 && alpha <= 1) return e.mul(dy, step(x, alpha));
      return e.mul(dy, e.where(e.greater(x, 0), x.graph.constant(1, x.type), alpha));
    },
  ]),
  Log: rule(([x], dy) => [() => e.div(dy, x)]),
  MatMul: rule(([a, b], dy) => [
    () => sumTo(matMul(dy, lastTransposed(b)), a.shape),
    () => sumTo(matMul(lastTransposed(a), dy), b.shape),
  ]),
  Max: shareOfExtreme,
  Min: shareOfExtreme,
  Mul: rule(([a, b], dy) => [() => sumTo(e.mul(dy, b), a.shape), () => sumTo(e.mul(dy, a), b.shape)]),
  Neg: rule((_, dy) => [() => e.neg(dy)]),
  Pad: rule(([x, pads], dy, _, node) => [
    () => {
      const sizes = x.graph.integers(pads);
      const mode = stringOf(node, 'mode');
      return x.shape.reduce<Value>((gradient, size, axis) => {
        const [before = 0, after = 0] = [sizes[axis], sizes[axis + x.shape.length]];
        if (before + after === 0) return gradient;
        const inner = staticSize('Pad', [size], 0);
        if (mode === 'constant') return slice(gradient, [{ axis, start: before, end: before + inner }]);
        const indices = paddedIndices(inner, before, after, mode as 'edge' | 'reflect');
        return adjointAlong(gradient, axis, pickingMap(indices, inner));
      }, dy);
    },
    null,
  ]),
  Pow: rule(([base, exponent], dy, y) => [
    () => sumTo(e.mul(dy, e.mul(exponent, e.pow(base, e.sub(exponent, 1)))), base.shape),
    () => sumTo(e.mul(dy, e.mul(y, e.log(base))), exponent.shape),
  ]),
  Reciprocal: rule((_, dy, y) => [() => e.neg(e.mul(dy, e.mul(y, y)))]),
  ReduceMax: shareOfReducedExtreme,
  ReduceMean: rule(([x], dy, _, node) => [
    () => {
      const count = reducedOf(node, x).reduce((n, axis) => n * staticSize(node.op, x.shape, axis), 1);
      return expandTo(e.mul(unreduced(node, x, dy), 1 / count), x.shape);
    },
    null,
  ]),
  ReduceMin: shareOfReducedExtreme,
  ReduceSum: rule(([x], dy, _, node) => [() => expandTo(unreduced(node, x, dy), x.shape), null]),
  ReduceSumSquare: rule(([x], dy, _, node) => [() => e.mul(x, e.mul(unreduced(node, x, dy), 2)), null]),
  Relu: rule(([x], dy) => [() => e.mul(dy, step(x, 0))]),
  Reshape: rule(([x], dy) => [() => reshape(dy, x.shape), null]),
  Resize: (node, [dy]) => {
    const [x] = node.inputs;
    const [y] = node.outputs;
    if (!x || !y || !dy) throw new TypeError('Resize: its gradient was asked for without one of its output.');
    const mode = stringOf(node, 'mode') as 'linear' | 'nearest';
    const antialias = 'antialias' in node.attributes;
    const adjoint = (gradient: Value, axis: number): Value => {
      const [from, to] = [staticSize('Resize', x.shape, axis), staticSize('Resize', y.shape, axis)];
      return from === to ? gradient : adjointAlong(gradient, axis, resizeMap(from, to, mode, antialias));
    };
    return [() => e.identity(adjoint(adjoint(dy, 3), 2)), null, null, null];
  },
  Sigmoid: rule((_, dy, y) => [() => e.mul(dy, e.mul(y, e.sub(1, y)))]),
  Sin: rule(([x], dy) => [() => e.mul(dy, e.cos(x))]),
  Slice: (node, [dy]) => {
    const [x, ...parameters] = node.inputs as readonly Value[];
    if (!x || !dy) throw new TypeError('Slice: its gradient was asked for without one of its output.');
    const [starts = [], , axes = [], steps = []] = parameters.map((value) => x.graph.integers(value));
    const undo = (gradient: Value, axis: number, range: number): Value => {
      const size = staticSize('Slice', x.shape, axis);
      const count = staticSize('Slice', gradient.shape, axis);
      const [start = 0, stride = 1] = [starts[range], steps[range]];
      const indices = Array.from({ length: count }, (_, index) => start + index * stride);
      if (stride > 1) return adjointAlong(gradient, axis, pickingMap(indices, size));
      const zeros = (amount: number): number[] => x.shape.map((_, index) => (index === axis ? amount : 0));
      return pad(gradient, zeros(start), zeros(size - start - count));
    };
    return [
      () => axes.reduce((gradient, axis, range) => undo(gradient, axis, range), dy),
      null,
      null,
      null,
      null,
    ];
  },
  Softmax: rule((_, dy, y, node) => [
    () => {
      const axis = intOf(node, 'axis');
      const weighted = e.mul(dy, y);
      return e.sub(weighted, e.mul(y, reduceSum(weighted, { axes: [axis], keepDims: true })));
    },
  ]),
  Softplus: rule(([x], dy) => [() => e.mul(dy, e.sigmoid(x))]),
  SpaceToDepth: rule(([x], dy, _, node) => [
    () => {
      const block = intOf(node, 'blocksize');
      const [batch = 1, channels = 1] = x.shape;
      const [height = 1, width = 1] = dy.shape.slice(2);
      const blocks = reshape(dy, [batch, block, block, channels, height, width]);
      return reshape(transpose(blocks, [0, 3, 4, 1, 5, 2]), x.shape);
    },
  ]),
  Split: (node, outputGradients) => {
    const [x] = node.inputs;
    if (!x) throw new TypeError('Split: the node has no input.');
    const parts = (): Value[] =>
      node.outputs.map(
        (part, index) => outputGradients[index] ?? expandTo(x.graph.constant(0, x.type), part.shape),
      );
    return [() => concat(parts(), intOf(node, 'axis')), null];
  },
  Sqrt: rule((_, dy, y) => [() => e.div(e.mul(dy, 0.5), y)]),
  Sub: rule(([a, b], dy) => [() => sumTo(dy, a.shape), () => e.neg(sumTo(dy, b.shape))]),
  Tanh: rule((_, dy, y) => [() => e.mul(dy, e.sub(1, e.mul(y, y)))]),
  TopK: (node, [dy]) => {
    const [x] = node.inputs;
    const indices = node.outputs[1];
    if (!x || !indices || !dy) {
      throw new TypeError(`TopK: only its values have a gradient, in ${shapeText(x?.shape ?? [])}.`);
    }
    const zeros = expandTo(x.graph.constant(0, x.type), x.shape);
    return [() => scatterElements(zeros, indices, dy, intOf(node, 'axis')), null];
  },
  Transpose: rule((_, dy, __, node) => [
    () => {
      const order = intsOf(node, 'perm');
      return transpose(
        dy,
        order.map((_, axis) => order.indexOf(axis)),
      );
    },
  ]),
  Where: rule(([condition, a, b], dy) => [
    null,
    () => sumTo(e.where(condition, dy, 0), a.shape),
    () => sumTo(e.where(condition, 0, dy), b.shape),
  ]),
};
