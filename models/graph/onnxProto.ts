import protobuf from 'protobufjs/light.js';

/**
 * The part of onnx.proto (IR version 10) that this project writes, or reads of models made elsewhere:
 * message -> field -> [number, type] or [number, type, 'repeated'].
 */
const messages = {
  ModelProto: {
    irVersion: [1, 'int64'],
    producerName: [2, 'string'],
    producerVersion: [3, 'string'],
    graph: [7, 'GraphProto'],
    functions: [25, 'FunctionProto', 'repeated'],
    opsetImport: [8, 'OperatorSetIdProto', 'repeated'],
    metadataProps: [14, 'StringStringEntryProto', 'repeated'],
  },
  OperatorSetIdProto: { domain: [1, 'string'], version: [2, 'int64'] },
  StringStringEntryProto: { key: [1, 'string'], value: [2, 'string'] },
  GraphProto: {
    node: [1, 'NodeProto', 'repeated'],
    name: [2, 'string'],
    initializer: [5, 'TensorProto', 'repeated'],
    sparseInitializer: [15, 'SparseTensorProto', 'repeated'],
    input: [11, 'ValueInfoProto', 'repeated'],
    output: [12, 'ValueInfoProto', 'repeated'],
  },
  NodeProto: {
    input: [1, 'string', 'repeated'],
    output: [2, 'string', 'repeated'],
    name: [3, 'string'],
    opType: [4, 'string'],
    attribute: [5, 'AttributeProto', 'repeated'],
    domain: [7, 'string'],
  },
  AttributeProto: {
    name: [1, 'string'],
    f: [2, 'float'],
    i: [3, 'int64'],
    s: [4, 'bytes'],
    t: [5, 'TensorProto'],
    g: [6, 'GraphProto'],
    floats: [7, 'float', 'repeated'],
    ints: [8, 'int64', 'repeated'],
    strings: [9, 'bytes', 'repeated'],
    graphs: [11, 'GraphProto', 'repeated'],
    type: [20, 'int32'],
  },
  TensorProto: {
    dims: [1, 'int64', 'repeated'],
    dataType: [2, 'int32'],
    floatData: [4, 'float', 'repeated'],
    int32Data: [5, 'int32', 'repeated'],
    int64Data: [7, 'int64', 'repeated'],
    name: [8, 'string'],
    rawData: [9, 'bytes'],
    doubleData: [10, 'double', 'repeated'],
    externalData: [13, 'StringStringEntryProto', 'repeated'],
    dataLocation: [14, 'int32'],
  },
  /** Only known to be there: neither is read. */
  SparseTensorProto: {},
  FunctionProto: { name: [1, 'string'] },
  ValueInfoProto: { name: [1, 'string'], type: [2, 'TypeProto'] },
  TypeProto: { tensorType: [1, 'TensorTypeProto'] },
  TensorTypeProto: { elemType: [1, 'int32'], shape: [2, 'TensorShapeProto'] },
  TensorShapeProto: { dim: [1, 'DimensionProto', 'repeated'] },
  DimensionProto: { dimValue: [1, 'int64'], dimParam: [2, 'string'] },
} as const satisfies Record<string, Record<string, readonly [number, string, 'repeated'?]>>;

const namespace = new protobuf.Root().define('onnx');
for (const [message, fields] of Object.entries(messages)) {
  const type = new protobuf.Type(message);
  for (const [name, [number, fieldType, rule]] of Object.entries(fields) as [
    string,
    [number, string, string?],
  ][]) {
    type.add(new protobuf.Field(name, number, fieldType, rule));
  }
  namespace.add(type);
}

/** AttributeProto.AttributeType of the kinds written here. */
export const attributeTypes = { float: 1, int: 2, string: 3, tensor: 4, ints: 7 } as const;

/** Reflected ModelProto; int64 fields are plain numbers on both sides. */
export const modelProto: protobuf.Type = namespace.lookupType('ModelProto');
export const nodeProto: protobuf.Type = namespace.lookupType('NodeProto');
