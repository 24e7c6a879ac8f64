import { type ElementType, isFloat } from '../graph/elementType.ts';
import type { Graph, Value } from '../graph/graph.ts';
import { broadcastShapes } from '../graph/shape.ts';
import type { OpName } from './opName.ts';

/** A number stands for a scalar constant of the other operand's type. */
export type Operand = Value | number;

/** Operands as values of one graph and one type. @throws TypeError when all are numbers or the types differ. */
export function alignOperands(
  op: OpName,
  operands: readonly Operand[],
): { graph: Graph; values: Value[]; type: ElementType } {
  const first = operands.find((operand) => typeof operand !== 'number');
  if (!first)
    throw new TypeError(`${op}: one operand must be a tensor, got only numbers: ${operands.join(', ')}.`);
  const values = operands.map((operand) =>
    typeof operand === 'number' ? first.graph.constant(operand, first.type) : operand,
  );
  const odd = values.find((value) => value.type !== first.type);
  if (odd) throw new TypeError(`${op}: operands must have one type, got ${first.type} and ${odd.type}.`);
  return { graph: first.graph, values, type: first.type };
}

/** Refuses anything but float32 and float64. */
export function requireFloat(op: OpName, ...values: Value[]): void {
  for (const { type } of values) {
    if (!isFloat(type)) throw new TypeError(`${op}: needs floating-point tensors, got ${type}.`);
  }
}

/** Appends an elementwise node with broadcasting; `type` is the result's, by default the operands'. */
export function elementwise(op: OpName, operands: readonly Operand[], type?: ElementType): Value {
  const aligned = alignOperands(op, operands);
  const shape = broadcastShapes(op, ...aligned.values.map((value) => value.shape));
  return only(aligned.graph.node(op, aligned.values, [{ type: type ?? aligned.type, shape }]));
}

/** The single result of a node. */
export function only(values: readonly Value[]): Value {
  const [value] = values;
  if (!value || values.length !== 1) throw new TypeError(`Expected one result, got ${values.length}.`);
  return value;
}
