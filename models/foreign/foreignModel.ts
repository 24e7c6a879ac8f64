import type { ForeignAttribute, ForeignNode, ForeignTensor } from '../graph/foreignNode.ts';
import type { Shape } from '../graph/shape.ts';

/** A model made elsewhere cannot be used; the message is a sentence for the user that names the value. */
export class ForeignModelError extends Error {
  override name = 'ForeignModelError';
}

/** An input or output of a model. */
export interface ForeignPort {
  readonly name: string;
  /** Number in onnx.proto (TensorProto.DataType). */
  readonly dataType: number;
  /** As declared: 0 or a name where a size is free; null when nothing is declared. */
  readonly shape: Shape | null;
}

/** An ONNX model somebody else made, complete in memory. Changed only by making another one. */
export interface ForeignModel {
  /** Name of its file, for sentences. */
  readonly file: string;
  readonly sha256: string;
  readonly opset: number;
  readonly nodes: readonly ForeignNode[];
  readonly initializers: ReadonlyMap<string, ForeignTensor>;
  readonly inputs: readonly ForeignPort[];
  readonly outputs: readonly ForeignPort[];
}

/** The attribute of that name. */
export function attributeOf(node: ForeignNode, name: string): ForeignAttribute | undefined {
  return node.attribute.find((attribute) => attribute.name === name);
}
