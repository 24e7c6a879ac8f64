import type { ForeignTensor } from '../graph/foreignNode.ts';
import { ForeignModelError } from './foreignModel.ts';

/** TensorProto as decoded; elements are in one of several members, by type and by who wrote it. */
export interface TensorMessage {
  readonly name?: string;
  readonly dims: readonly number[];
  readonly dataType?: number;
  readonly floatData: readonly number[];
  readonly int32Data: readonly number[];
  readonly int64Data: readonly number[];
  readonly doubleData: readonly number[];
  readonly rawData?: Uint8Array;
  readonly externalData: readonly { readonly key: string; readonly value: string }[];
  readonly dataLocation?: number;
}

/** Numeric types of TensorProto.DataType: bytes an element, and what elements are that are not kept raw. */
const numericTypes: Readonly<Record<number, { name: string; sizeBytes: number }>> = {
  1: { name: 'float32', sizeBytes: 4 },
  2: { name: 'uint8', sizeBytes: 1 },
  3: { name: 'int8', sizeBytes: 1 },
  4: { name: 'uint16', sizeBytes: 2 },
  5: { name: 'int16', sizeBytes: 2 },
  6: { name: 'int32', sizeBytes: 4 },
  7: { name: 'int64', sizeBytes: 8 },
  9: { name: 'bool', sizeBytes: 1 },
  10: { name: 'float16', sizeBytes: 2 },
  11: { name: 'float64', sizeBytes: 8 },
  12: { name: 'uint32', sizeBytes: 4 },
  13: { name: 'uint64', sizeBytes: 8 },
  16: { name: 'bfloat16', sizeBytes: 2 },
};

/** Name of an element type for sentences. */
export const elementName = (dataType: number): string =>
  numericTypes[dataType]?.name ?? `data type ${dataType}`;

export const float32 = 1;
export const int64 = 7;

/**
 * Whole numbers are decoded as doubles, so that the largest int64, which exporters write for "to the end", would come
 * out one too large; every number up to 2^53 is exact.
 */
const farAway = 2 ** 62;
export const clampedInt64 = (value: number): number => Math.min(farAway, Math.max(-farAway, value));

/** The elements of a TensorProto as raw little-endian bytes. @throws ForeignModelError for a type that is no number. */
export function storedBytes(message: TensorMessage): Uint8Array {
  const { rawData, floatData, int32Data, int64Data, doubleData, dataType = 0, name = '' } = message;
  if (rawData && rawData.length > 0) return rawData;
  if (floatData.length > 0) return bytesOf(Float32Array.from(floatData));
  if (doubleData.length > 0) return bytesOf(Float64Array.from(doubleData));
  if (int64Data.length > 0) return int64Bytes(int64Data);
  // int32_data keeps every type of up to 32 bits, one element a number.
  switch (numericTypes[dataType]?.sizeBytes) {
    case 1:
      return Uint8Array.from(int32Data);
    case 2:
      return bytesOf(Uint16Array.from(int32Data));
    case 4:
      return bytesOf(Int32Array.from(int32Data));
    case 8:
      return new Uint8Array();
    default:
      throw new ForeignModelError(
        `The tensor "${name}" is of ${elementName(dataType)} of onnx.proto, which is not carried over.`,
      );
  }
}

export function int64Bytes(values: readonly number[]): Uint8Array {
  return bytesOf(BigInt64Array.from(values, (value) => BigInt(clampedInt64(value))));
}

/** Numbers of an int64 tensor. */
export function int64Values({ rawData }: ForeignTensor): number[] {
  return Array.from(new BigInt64Array(new Uint8Array(rawData).buffer), Number);
}

/** Throws ForeignModelError unless bytes and shape agree. */
export function requireElements({ name, dims, dataType, rawData }: ForeignTensor): void {
  const elements = dims.reduce((product, size) => product * size, 1);
  const sizeBytes = numericTypes[dataType]?.sizeBytes;
  if (sizeBytes === undefined || elements * sizeBytes !== rawData.length) {
    throw new ForeignModelError(
      `The tensor "${name}" of ${elementName(dataType)} [${dims.join(', ')}] has ${rawData.length} bytes.`,
    );
  }
}

const bytesOf = (data: ArrayBufferView): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
