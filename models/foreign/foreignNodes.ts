import { attributeTypes } from '../graph/onnxProto.ts';
import type { ForeignAttribute, ForeignNode, ForeignTensor } from '../graph/foreignNode.ts';
import type { ForeignModel } from './foreignModel.ts';
import { float32, int64, int64Bytes, int64Values } from './tensorBytes.ts';

/** A node of the standard operator set. */
export const node = (
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attribute: readonly ForeignAttribute[] = [],
): ForeignNode => ({ opType, name: output[0] ?? opType, input, output, attribute });

export const intAttribute = (name: string, i: number): ForeignAttribute => ({
  name,
  type: attributeTypes.int,
  i,
});

export const stringAttribute = (name: string, text: string): ForeignAttribute => ({
  name,
  type: attributeTypes.string,
  s: new TextEncoder().encode(text),
});

export const tensorAttribute = (name: string, t: ForeignTensor): ForeignAttribute => ({
  name,
  type: attributeTypes.tensor,
  t,
});

/** An int64 vector as a node. */
export function integersNode(output: string, values: readonly number[]): ForeignNode {
  const tensor = { name: output, dims: [values.length], dataType: int64, rawData: int64Bytes(values) };
  return node('Constant', [], [output], [tensorAttribute('value', tensor)]);
}

/** A float32 tensor filled with one number as a node; without dims a scalar. */
export function filledNode(output: string, value: number, dims: readonly number[] = []): ForeignNode {
  const tensor = filledTensor(output, value, dims);
  return node('Constant', [], [output], [tensorAttribute('value', tensor)]);
}

export function filledTensor(name: string, value: number, dims: readonly number[]): ForeignTensor {
  const data = new Float32Array(dims.reduce((product, size) => product * size, 1)).fill(value);
  return { name, dims, dataType: float32, rawData: new Uint8Array(data.buffer) };
}

/** The numbers of every int64 tensor that is stored in the model, by name. */
export function storedIntegers(model: ForeignModel): ReadonlyMap<string, readonly number[]> {
  const stored = new Map<string, readonly number[]>();
  for (const [name, tensor] of model.initializers) {
    if (tensor.dataType === int64) stored.set(name, int64Values(tensor));
  }
  for (const { opType, output, attribute } of model.nodes) {
    const tensor = opType === 'Constant' ? attribute.find(({ t }) => t !== undefined)?.t : undefined;
    const ints =
      opType === 'Constant' ? attribute.find(({ name }) => name === 'value_ints')?.ints : undefined;
    if (tensor?.dataType === int64) stored.set(output[0]!, int64Values(tensor));
    if (ints) stored.set(output[0]!, ints);
  }
  return stored;
}

/** Names of all values that are computed from the given ones. */
export function dependents(model: ForeignModel, names: Iterable<string>): ReadonlySet<string> {
  const reached = new Set(names);
  for (const { input, output } of model.nodes) {
    if (input.some((name) => reached.has(name))) for (const name of output) reached.add(name);
  }
  return reached;
}

/**
 * The nodes needed to compute `wanted` when the values of `given` are fed, in the order of the model, and the names of
 * what is left to be fed.
 */
export function neededNodes(
  model: ForeignModel,
  given: ReadonlySet<string>,
  wanted: readonly string[],
): { readonly nodes: readonly ForeignNode[]; readonly unfed: readonly string[] } {
  const needed = new Set(wanted.filter((name) => !given.has(name)));
  const nodes: ForeignNode[] = [];
  const computed = new Set<string>();
  // Nodes are sorted: whoever computes a value stands before whoever uses it.
  for (const each of model.nodes.toReversed()) {
    if (!each.output.some((name) => name !== '' && needed.has(name))) continue;
    nodes.push(each);
    for (const name of each.output) computed.add(name);
    for (const name of each.input) if (name !== '' && !given.has(name)) needed.add(name);
  }
  const unfed = [...needed].filter((name) => !computed.has(name) && !model.initializers.has(name));
  return { nodes: nodes.reverse(), unfed };
}
