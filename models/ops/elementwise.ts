import { type ElementType, elementTypes } from '../graph/elementType.ts';
import type { Attributes, Value } from '../graph/graph.ts';
import { broadcastShapes } from '../graph/shape.ts';
import type { OpName } from './opName.ts';
import { type Operand, alignOperands, elementwise, only, requireFloat } from './operand.ts';

const binary =
  (op: OpName) =>
  (a: Operand, b: Operand): Value =>
    elementwise(op, [a, b]);

const floatUnary = (op: OpName, x: Value, attributes: Attributes = {}): Value => {
  requireFloat(op, x);
  return only(x.graph.node(op, [x], [{ type: x.type, shape: x.shape }], attributes));
};

const unary =
  (op: OpName) =>
  (x: Value): Value =>
    floatUnary(op, x);

const comparison =
  (op: OpName) =>
  (a: Operand, b: Operand): Value =>
    elementwise(op, [a, b], 'bool');

export const add = binary('Add');
export const sub = binary('Sub');
export const mul = binary('Mul');
export const div = binary('Div');
export const pow = binary('Pow');

/** Elementwise maximum of any number of operands, with broadcasting. */
export const max = (...operands: Operand[]): Value => elementwise('Max', operands);
/** Elementwise minimum of any number of operands, with broadcasting. */
export const min = (...operands: Operand[]): Value => elementwise('Min', operands);

export const abs = unary('Abs');
export const neg = unary('Neg');
export const reciprocal = unary('Reciprocal');
export const sqrt = unary('Sqrt');
export const exp = unary('Exp');
export const log = unary('Log');
export const sin = unary('Sin');
export const cos = unary('Cos');
export const tanh = unary('Tanh');
export const sigmoid = unary('Sigmoid');
export const relu = unary('Relu');
/** log(1 + exp(x)). */
export const softplus = unary('Softplus');
export const sign = unary('Sign');
export const floor = unary('Floor');
export const ceil = unary('Ceil');

/** x where x >= 0, alpha * x elsewhere. */
export const leakyRelu = (x: Value, alpha = 0.01): Value =>
  floatUnary('LeakyRelu', x, { alpha: { float: alpha } });

export const softmax = (x: Value, axis = -1): Value => floatUnary('Softmax', x, { axis: { int: axis } });

export const greater = comparison('Greater');
export const greaterOrEqual = comparison('GreaterOrEqual');
export const less = comparison('Less');
export const lessOrEqual = comparison('LessOrEqual');
export const equal = comparison('Equal');

const logical =
  (op: OpName) =>
  (a: Value, b: Value): Value => {
    if (a.type !== 'bool' || b.type !== 'bool') {
      throw new TypeError(`${op}: needs bool tensors, got ${a.type} and ${b.type}.`);
    }
    return elementwise(op, [a, b]);
  };
export const and = logical('And');
export const or = logical('Or');

export function not(x: Value): Value {
  if (x.type !== 'bool') throw new TypeError(`Not: needs a bool tensor, got ${x.type}.`);
  return only(x.graph.node('Not', [x], [{ type: 'bool', shape: x.shape }]));
}

/** Limits x to low..high. @throws RangeError when low > high. */
export function clip(x: Value, low: number, high: number): Value {
  if (!(low <= high)) throw new RangeError(`Clip: low must not exceed high, got ${low} and ${high}.`);
  const limits = [x.graph.constant(low, x.type), x.graph.constant(high, x.type)];
  return only(x.graph.node('Clip', [x, ...limits], [{ type: x.type, shape: x.shape }]));
}

/** a where the condition holds, b elsewhere; all three broadcast. */
export function where(condition: Value, a: Operand, b: Operand): Value {
  if (condition.type !== 'bool')
    throw new TypeError(`Where: the condition must be bool, got ${condition.type}.`);
  const branches = typeof a === 'number' && typeof b === 'number' ? [condition.graph.constant(a), b] : [a, b];
  const { graph, values, type } = alignOperands('Where', branches);
  const shape = broadcastShapes('Where', condition.shape, ...values.map((value) => value.shape));
  return only(graph.node('Where', [condition, ...values], [{ type, shape }]));
}

export function identity(x: Value): Value {
  return only(x.graph.node('Identity', [x], [{ type: x.type, shape: x.shape }]));
}

/** Converts the element type; bool becomes 0 or 1. */
export function cast(x: Value, type: ElementType): Value {
  if (x.type === type) return x;
  return only(
    x.graph.node('Cast', [x], [{ type, shape: x.shape }], { to: { int: elementTypes[type].onnx } }),
  );
}
