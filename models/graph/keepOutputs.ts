import { Reader, Writer } from 'protobufjs/light.js';
import { nodeProto } from './onnxProto.ts';

/** Field numbers of ModelProto and GraphProto in onnx.proto. */
const graphOfModel = 7;
const fields = { node: 1, initializer: 5, output: 12 } as const;
/** Field number of the name in TensorProto and in ValueInfoProto. */
const nameFields = { initializer: 8, output: 1 } as const;

interface NodeMessage {
  input: string[];
  output: string[];
  attribute: { g?: GraphMessage | null; graphs: GraphMessage[] }[];
}
interface GraphMessage {
  node: NodeMessage[];
}

/** A field of a message: where it lies in the bytes, its number and, of a message inside, its contents. */
interface Field {
  readonly number: number;
  readonly whole: Uint8Array;
  readonly inside: Uint8Array;
}

/**
 * The same model with only these outputs and what they need, so that a run computes nothing else: onnxruntime computes
 * every node, asked for or not. What is kept is kept byte for byte.
 * @throws RangeError when the model has no output of one of the names.
 */
export function keepOutputs(model: Uint8Array, names: readonly string[]): Uint8Array {
  const parts = fieldsOf(model).map(({ number, whole, inside }) =>
    number === graphOfModel ? lengthPrefixed(graphOfModel, keptGraph(inside, names)) : whole,
  );
  return Buffer.concat(parts);
}

/** Names of a model's outputs, in its order. @throws Error when the bytes are no model. */
export function outputNamesOf(model: Uint8Array): string[] {
  try {
    const graph = fieldsOf(model).find(({ number }) => number === graphOfModel);
    return fieldsOf(graph?.inside ?? new Uint8Array())
      .filter(({ number }) => number === fields.output)
      .map(({ inside }) => nameIn(inside, nameFields.output));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The model (${model.length} bytes) cannot be loaded, it is no ONNX file: ${why}`, {
      cause: error,
    });
  }
}

function keptGraph(graph: Uint8Array, names: readonly string[]): Uint8Array {
  const all = fieldsOf(graph);
  const isOutput = ({ number, inside }: Field): boolean =>
    number === fields.output && names.includes(nameIn(inside, nameFields.output));
  const found = all.filter(isOutput).length;
  if (found !== new Set(names).size) {
    throw new RangeError(`keepOutputs: the model has ${found} of the outputs ${names.join(', ')}.`);
  }
  const needed = new Set(names);
  const kept = new Set<Field>();
  // Nodes are sorted: what a node needs is made before it.
  for (const field of all.filter(({ number }) => number === fields.node).toReversed()) {
    const node = nodeProto.toObject(nodeProto.decode(field.inside), { arrays: true }) as NodeMessage;
    if (!node.output.some((name) => needed.has(name))) continue;
    kept.add(field);
    for (const name of namesUsed(node)) needed.add(name);
  }
  const stays = (field: Field): boolean => {
    if (field.number === fields.node) return kept.has(field);
    if (field.number === fields.output) return isOutput(field);
    if (field.number === fields.initializer) return needed.has(nameIn(field.inside, nameFields.initializer));
    return true;
  };
  return Buffer.concat(all.filter(stays).map(({ whole }) => whole));
}

/** Inputs of a node and of the nodes in its branches, which may use values from outside. */
function namesUsed({ input, attribute }: NodeMessage): string[] {
  const branches = attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs));
  return [...input, ...branches.flatMap(({ node }) => node.flatMap(namesUsed))];
}

function fieldsOf(message: Uint8Array): Field[] {
  const reader = Reader.create(message);
  const found: Field[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    const wireType = tag & 7;
    let inside = new Uint8Array();
    if (wireType === 2) {
      const length = reader.uint32();
      inside = message.subarray(reader.pos, reader.pos + length) as Uint8Array<ArrayBuffer>;
      reader.skip(length);
    } else {
      reader.skipType(wireType);
    }
    found.push({ number: tag >>> 3, whole: message.subarray(start, reader.pos), inside });
  }
  return found;
}

function nameIn(message: Uint8Array, nameField: number): string {
  const field = fieldsOf(message).find(({ number }) => number === nameField);
  return new TextDecoder().decode(field?.inside);
}

function lengthPrefixed(number: number, bytes: Uint8Array): Uint8Array {
  return Writer.create()
    .uint32((number << 3) | 2)
    .bytes(bytes)
    .finish();
}
