import { type ElementArray, elementTypes } from './elementType.ts';
import type { Attribute, Graph, GraphNode, Value } from './graph.ts';
import { attributeTypes, modelProto } from './onnxProto.ts';

/** IR version 10 goes with opset 21; onnxruntime 1.17 and later run both. */
export const irVersion = 10;
export const opsetVersion = 21;

const bytesOf = (data: ElementArray): Uint8Array =>
  // raw_data is little-endian (onnx.proto), as is every platform Node runs this on.
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

const valueInfo = ({ name, type, shape }: Value): object => ({
  name,
  type: {
    tensorType: {
      elemType: elementTypes[type].onnx,
      shape: {
        dim: shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size })),
      },
    },
  },
});

function attributeMessage(name: string, attribute: Attribute): object {
  if ('int' in attribute) return { name, type: attributeTypes.int, i: attribute.int };
  if ('ints' in attribute) return { name, type: attributeTypes.ints, ints: attribute.ints };
  if ('float' in attribute) return { name, type: attributeTypes.float, f: attribute.float };
  return { name, type: attributeTypes.string, s: new TextEncoder().encode(attribute.string) };
}

const nodeMessage = (node: GraphNode): object => ({
  // A profile or an error of onnxruntime names the node: make it the tensor it computes.
  name: node.outputs[0]?.name ?? node.op,
  opType: node.op,
  input: node.inputs.map((input) => input?.name ?? ''),
  output: node.outputs.map((output) => output.name),
  attribute: Object.entries(node.attributes).map(([name, attribute]) => attributeMessage(name, attribute)),
});

/** All nodes in the order they were made. */
function nodeMessages({ nodes, grafts }: Graph): object[] {
  const messages: object[] = [];
  let next = 0;
  for (const { before, nodes: foreign } of grafts) {
    messages.push(...nodes.slice(next, before).map(nodeMessage), ...foreign);
    next = before;
  }
  return [...messages, ...nodes.slice(next).map(nodeMessage)];
}

/** Serialises a graph as ModelProto, weights as raw_data. */
export function encodeModel(graph: Graph): Uint8Array {
  const message = {
    irVersion,
    producerName: 'plumbline',
    opsetImport: [{ domain: '', version: opsetVersion }],
    metadataProps: Object.entries(graph.metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: graph.name,
      node: nodeMessages(graph),
      initializer: [
        ...graph.foreignTensors.values(),
        ...[...graph.initializers.values()].map(({ value, data }) => ({
          name: value.name,
          dims: value.shape,
          dataType: elementTypes[value.type].onnx,
          rawData: bytesOf(data),
        })),
      ],
      input: graph.inputs.map(valueInfo),
      output: graph.outputs.map(valueInfo),
    },
  };
  return modelProto.encode(modelProto.create(message)).finish();
}
