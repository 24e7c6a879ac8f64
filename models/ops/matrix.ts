import type { Value } from '../graph/graph.ts';
import { broadcastShapes, shapeText } from '../graph/shape.ts';
import { only, requireFloat } from './operand.ts';

/** [..., M, K] x [..., K, N] -> [..., M, N]; leading axes broadcast. */
export function matMul(a: Value, b: Value): Value {
  requireFloat('MatMul', a, b);
  if (a.shape.length < 2 || b.shape.length < 2) {
    throw new RangeError(
      `MatMul: both operands need at least two axes, got ${shapeText(a.shape)} and ${shapeText(b.shape)}.`,
    );
  }
  const [rows, inner] = a.shape.slice(-2);
  const [innerB, columns] = b.shape.slice(-2);
  if (inner !== innerB) {
    throw new RangeError(
      `MatMul: inner sizes must agree, got ${shapeText(a.shape)} and ${shapeText(b.shape)}.`,
    );
  }
  const batch = broadcastShapes('MatMul', a.shape.slice(0, -2), b.shape.slice(0, -2));
  const shape = [...batch, rows ?? 1, columns ?? 1];
  return only(a.graph.node('MatMul', [a, b], [{ type: a.type, shape }]));
}

export interface GemmOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** a [M, K] x b [K, N] + c (broadcast to [M, N], or null) -> [M, N]; a or b may be given transposed. */
export function gemm(a: Value, b: Value, c: Value | null = null, options: GemmOptions = {}): Value {
  requireFloat('Gemm', a, b, ...(c ? [c] : []));
  const { transposeA = false, transposeB = false } = options;
  if (a.shape.length !== 2 || b.shape.length !== 2) {
    throw new RangeError(`Gemm: needs two matrices, got ${shapeText(a.shape)} and ${shapeText(b.shape)}.`);
  }
  const [rows = 1, inner] = transposeA ? [...a.shape].reverse() : a.shape;
  const [innerB, columns = 1] = transposeB ? [...b.shape].reverse() : b.shape;
  if (inner !== innerB) {
    throw new RangeError(
      `Gemm: inner sizes must agree, got ${shapeText(a.shape)}${transposeA ? ' transposed' : ''} and ` +
        `${shapeText(b.shape)}${transposeB ? ' transposed' : ''}.`,
    );
  }
  const shape = [rows, columns];
  if (c && shapeText(broadcastShapes('Gemm', shape, c.shape)) !== shapeText(shape)) {
    throw new RangeError(`Gemm: the addend ${shapeText(c.shape)} does not broadcast to ${shapeText(shape)}.`);
  }
  return only(
    a.graph.node('Gemm', c ? [a, b, c] : [a, b], [{ type: a.type, shape }], {
      transA: { int: transposeA ? 1 : 0 },
      transB: { int: transposeB ? 1 : 0 },
    }),
  );
}
