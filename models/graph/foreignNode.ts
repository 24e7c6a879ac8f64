/** TensorProto of a model made elsewhere, its elements as raw little-endian bytes, whatever way the file kept them. */
export interface ForeignTensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** Number in onnx.proto (TensorProto.DataType). */
  readonly dataType: number;
  readonly rawData: Uint8Array;
}

/** AttributeProto; only the member that its type says is there. */
export interface ForeignAttribute {
  readonly name: string;
  /** Number in onnx.proto (AttributeProto.AttributeType). */
  readonly type: number;
  readonly f?: number;
  readonly i?: number;
  readonly s?: Uint8Array;
  readonly t?: ForeignTensor;
  readonly floats?: readonly number[];
  readonly ints?: readonly number[];
  readonly strings?: readonly Uint8Array[];
}

/** NodeProto of a model made elsewhere, of the standard operator set; '' in `input` is an optional input left out. */
export interface ForeignNode {
  readonly opType: string;
  readonly name: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly ForeignAttribute[];
}

/** Some nodes of a model made elsewhere, sorted, and the tensors they read. */
export interface ForeignPart {
  readonly nodes: readonly ForeignNode[];
  readonly tensors: readonly ForeignTensor[];
}
