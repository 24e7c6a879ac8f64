import { type ElementArray, type ElementType, elementArray } from './elementType.ts';
import { encodeModel } from './encodeModel.ts';
import type { ForeignNode, ForeignPart, ForeignTensor } from './foreignNode.ts';
import { type Shape, elementCount, shapeText } from './shape.ts';
import type { OpName } from '../ops/opName.ts';

/** A tensor in a graph: a graph input, an initializer or the result of a node. */
export interface Value {
  readonly graph: Graph;
  readonly name: string;
  readonly type: ElementType;
  readonly shape: Shape;
}

export type Attribute =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly string: string };

export type Attributes = Readonly<Record<string, Attribute>>;

export interface GraphNode {
  readonly op: OpName;
  /** null: an optional input left out. */
  readonly inputs: readonly (Value | null)[];
  readonly outputs: readonly Value[];
  readonly attributes: Attributes;
}

export interface Initializer {
  readonly value: Value;
  readonly data: ElementArray;
}

/**
 * An ONNX graph under construction. Nodes are appended in the order they are made, so the list is always
 * topologically sorted; shapes and types are checked when a node is made, never when the graph runs.
 */
export class Graph {
  readonly name: string;
  readonly nodes: GraphNode[] = [];
  readonly inputs: Value[] = [];
  readonly outputs: Value[] = [];
  readonly initializers = new Map<string, Initializer>();
  /** Parts of models made elsewhere, each placed before the node of that index. */
  readonly grafts: { readonly before: number; readonly nodes: readonly ForeignNode[] }[] = [];
  readonly foreignTensors = new Map<string, ForeignTensor>();
  /** Written into the model as metadata_props. */
  readonly metadata: Record<string, string> = {};
  readonly #names = new Set<string>();
  readonly #producers = new Map<Value, GraphNode>();
  readonly #constants = new Map<string, Value>();

  constructor(name: string) {
    this.name = name;
  }

  /** A tensor fed at every run. @throws RangeError when the name is taken. */
  input(name: string, shape: Shape, type: ElementType = 'float32'): Value {
    const value = this.#value(name, type, shape);
    this.inputs.push(value);
    return value;
  }

  /** A named tensor stored in the model, such as a trained weight. @throws RangeError on a taken name or a wrong length. */
  initializer(name: string, shape: Shape, data: ElementArray, type: ElementType = 'float32'): Value {
    const expected = elementCount(shape);
    if (data.length !== expected) {
      throw new RangeError(
        `Initializer "${name}" of shape ${shapeText(shape)} needs ${expected} elements, got ${data.length}.`,
      );
    }
    const value = this.#value(name, type, shape);
    this.initializers.set(name, { value, data });
    return value;
  }

  /** A small unnamed tensor; equal constants are stored once. Without a shape: a scalar or a vector. */
  constant(values: number | readonly number[], type: ElementType = 'float32', shape?: Shape): Value {
    const list = typeof values === 'number' ? [values] : values;
    const actualShape = shape ?? (typeof values === 'number' ? [] : [list.length]);
    const key = `${type}${shapeText(actualShape)}${list.map((x) => (Object.is(x, -0) ? '-0' : x)).join(' ')}`;
    const known = this.#constants.get(key);
    if (known) return known;
    const value = this.initializer(this.freshName('constant'), actualShape, elementArray(type, list), type);
    this.#constants.set(key, value);
    return value;
  }

  /** Appends a node. Operations in `models/ops` call this after checking their inputs. */
  node(
    op: OpName,
    inputs: readonly (Value | null)[],
    outputs: readonly { readonly type: ElementType; readonly shape: Shape }[],
    attributes: Attributes = {},
  ): Value[] {
    for (const input of inputs) {
      if (input && input.graph !== this) {
        throw new TypeError(
          `${op}: "${input.name}" belongs to graph "${input.graph.name}", not to "${this.name}".`,
        );
      }
    }
    const values = outputs.map(({ type, shape }) => this.#value(this.freshName(op), type, shape));
    const node: GraphNode = { op, inputs, outputs: values, attributes };
    this.nodes.push(node);
    for (const value of values) this.#producers.set(value, node);
    return values;
  }

  /** Makes a value a named result of the graph. @throws RangeError when the name is taken. */
  output(name: string, value: Value): void {
    const result = this.#value(name, value.type, value.shape);
    const node: GraphNode = { op: 'Identity', inputs: [value], outputs: [result], attributes: {} };
    this.nodes.push(node);
    this.#producers.set(result, node);
    this.outputs.push(result);
  }

  /**
   * Appends part of a model made elsewhere: it may read every value of this graph by its name, `results` are those of its
   * values that the graph goes on with. Types and shapes are as the caller says; the part is checked when the graph runs.
   * A tensor that an earlier part brought under the same name is stored once. @throws RangeError on a taken name.
   */
  graft(
    { nodes, tensors }: ForeignPart,
    results: readonly { readonly name: string; readonly type: ElementType; readonly shape: Shape }[],
  ): Value[] {
    for (const tensor of tensors) {
      if (this.foreignTensors.get(tensor.name) === tensor) continue;
      this.#claim(tensor.name);
      this.foreignTensors.set(tensor.name, tensor);
    }
    for (const { output } of nodes) for (const name of output) if (name !== '') this.#claim(name);
    this.grafts.push({ before: this.nodes.length, nodes });
    return results.map((result) => ({ graph: this, ...result }));
  }

  /** The node that computes a value; undefined for inputs, initializers and values of models made elsewhere. */
  producer(value: Value): GraphNode | undefined {
    return this.#producers.get(value);
  }

  /** Integer contents of a constant (axes, pads ...). @throws TypeError when the value is not a stored int64 tensor. */
  integers(value: Value): number[] {
    const data = this.initializers.get(value.name)?.data;
    if (data instanceof BigInt64Array) return Array.from(data, Number);
    throw new TypeError(
      `"${value.name}" must be a constant int64 tensor to be read while building the graph.`,
    );
  }

  freshName(stem: string): string {
    return `${stem}_${this.#names.size}`;
  }

  /** The serialised ModelProto. */
  toModel(): Uint8Array {
    return encodeModel(this);
  }

  #value(name: string, type: ElementType, shape: Shape): Value {
    this.#claim(name);
    for (const size of shape) {
      if (typeof size === 'number' && !(Number.isInteger(size) && size >= 0)) {
        throw new RangeError(`Tensor "${name}": sizes must be whole numbers >= 0, got ${shapeText(shape)}.`);
      }
    }
    return { graph: this, name, type, shape };
  }

  #claim(name: string): void {
    if (this.#names.has(name))
      throw new RangeError(`Graph "${this.name}" already has a tensor named "${name}".`);
    this.#names.add(name);
  }
}
