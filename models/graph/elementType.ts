/** Element types this project puts into graphs, with their numbers in onnx.proto (TensorProto.DataType). */
export const elementTypes = {
  float32: { onnx: 1, array: Float32Array },
  uint8: { onnx: 2, array: Uint8Array },
  int32: { onnx: 6, array: Int32Array },
  int64: { onnx: 7, array: BigInt64Array },
  /** One byte per element, 0 or 1. */
  bool: { onnx: 9, array: Uint8Array },
  /** For storing alone: cast before computing, as few providers compute in it. */
  float16: { onnx: 10, array: Float16Array },
  float64: { onnx: 11, array: Float64Array },
} as const;

export type ElementType = keyof typeof elementTypes;
/** Storage of a tensor's elements, over whatever buffer. */
export type ElementArray<T extends ElementType = ElementType> = {
  float32: Float32Array;
  uint8: Uint8Array;
  int32: Int32Array;
  int64: BigInt64Array;
  bool: Uint8Array;
  float16: Float16Array;
  float64: Float64Array;
}[T];

/** @throws TypeError when the number is none of `elementTypes`. */
export function elementTypeOf(onnx: number): ElementType {
  for (const [name, entry] of Object.entries(elementTypes)) {
    if (entry.onnx === onnx) return name as ElementType;
  }
  throw new TypeError(
    `Tensor data type ${onnx} of onnx.proto is not used here; read the model with another tool.`,
  );
}

/** Copies plain numbers into the array an element type is stored in. */
export function elementArray(type: ElementType, values: readonly number[]): ElementArray {
  return type === 'int64' ? BigInt64Array.from(values, BigInt) : elementTypes[type].array.from(values);
}

export const isFloat = (type: ElementType): boolean => type === 'float32' || type === 'float64';
