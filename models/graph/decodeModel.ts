import { type ElementArray, type ElementType, elementTypeOf, elementTypes } from './elementType.ts';
import { modelProto } from './onnxProto.ts';
import type { Shape } from './shape.ts';

export interface DecodedTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: Shape;
}

export interface DecodedModel {
  readonly irVersion: number;
  readonly opset: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly inputs: readonly DecodedTensor[];
  readonly outputs: readonly DecodedTensor[];
  readonly initializers: ReadonlyMap<string, DecodedTensor & { readonly data: ElementArray }>;
  readonly nodes: readonly {
    readonly op: string;
    readonly inputs: readonly string[];
    readonly outputs: readonly string[];
    readonly attributes: readonly string[];
  }[];
}

interface InfoMessage {
  name: string;
  type: { tensorType: { elemType: number; shape: { dim: { dimValue: number; dimParam: string }[] } } };
}

interface ModelMessage {
  irVersion: number;
  opsetImport: { version: number }[];
  metadataProps: { key: string; value: string }[];
  graph: {
    node: { opType: string; input: string[]; output: string[]; attribute: { name: string }[] }[];
    initializer: { name: string; dims: number[]; dataType: number; rawData: Uint8Array }[];
    input: InfoMessage[];
    output: InfoMessage[];
  };
}

const tensorOf = ({ name, type }: InfoMessage): DecodedTensor => ({
  name,
  type: elementTypeOf(type.tensorType.elemType),
  shape: type.tensorType.shape.dim.map((size) => size.dimParam || size.dimValue),
});

/**
 * Reads a serialised ModelProto as this project writes them (dense tensors as raw_data).
 * @throws Error when the bytes are not a ModelProto.
 */
export function decodeModel(bytes: Uint8Array): DecodedModel {
  const message = modelProto.toObject(modelProto.decode(bytes), {
    longs: Number,
    defaults: true,
  }) as ModelMessage;
  if (!message.graph)
    throw new Error(`The ${bytes.length} bytes given are not an ONNX model: they hold no graph.`);
  return {
    irVersion: message.irVersion,
    opset: message.opsetImport[0]?.version ?? 0,
    metadata: Object.fromEntries(message.metadataProps.map(({ key, value }) => [key, value])),
    inputs: message.graph.input.map(tensorOf),
    outputs: message.graph.output.map(tensorOf),
    initializers: new Map(
      message.graph.initializer.map(({ name, dims, dataType, rawData }) => {
        const type = elementTypeOf(dataType);
        const data = new elementTypes[type].array(new Uint8Array(rawData).buffer);
        return [name, { name, type, shape: dims, data }];
      }),
    ),
    nodes: message.graph.node.map(({ opType, input, output, attribute }) => ({
      op: opType,
      inputs: input,
      outputs: output,
      attributes: attribute.map(({ name }) => name),
    })),
  };
}
