import type { Value } from '../graph/graph.ts';
import { conv, convTranspose } from '../ops/convolution.ts';
import { add, div, leakyRelu, mul, sqrt, tanh } from '../ops/elementwise.ts';
import { gemm } from '../ops/matrix.ts';
import { reduceSumSquare } from '../ops/reduce.ts';
import type { WeightSource } from './weights.ts';

export const slope = 0.2;
/** Keeps the second moment through a leaky ReLU (He et al. 2015). */
const gain = Math.sqrt(2 / (1 + slope * slope));

/** Smoothly within -bound..bound. */
export const bounded = (x: Value, bound: number): Value => mul(tanh(mul(x, 1 / bound)), bound);

export const activate = (x: Value): Value => leakyRelu(x, slope);

/**
 * Weight normalisation (Salimans and Kingma 2016): every filter has a norm of its own parameter, or a fixed
 * one. It couples no images and no pixels, so a batch of one behaves as in teaching and no statistics are kept.
 */
function normalised(weight: Value, filterAxis: 0 | 1, norm: Value | number): Value {
  const axes = [0, 1, 2, 3].filter((axis) => axis !== filterAxis);
  const length = sqrt(add(reduceSumSquare(weight, { axes, keepDims: true }), 1e-12));
  return mul(weight, div(norm, length));
}

/** 4x4 kernel, stride 2: [N, C, H, W] -> [N, channels, H / 2, W / 2]. `fixed`: filters of constant norm. */
export function convDown(
  x: Value,
  channels: number,
  weight: WeightSource,
  name: string,
  fixed = false,
): Value {
  const kernel = weight(`${name}.weight`, [channels, Number(x.shape[1]), 4, 4], { normal: 0.1 });
  const norm = fixed ? gain : weight(`${name}.norm`, [channels, 1, 1, 1], { constant: gain });
  const bias = weight(`${name}.bias`, [channels], { constant: 0 });
  return conv(x, normalised(kernel, 0, norm), bias, { stride: 2, pads: 1 });
}

/** 4x4 kernel, stride 2: [N, C, H, W] -> [N, channels, 2H, 2W], `scale` times weaker at the start. */
export function convUp(x: Value, channels: number, weight: WeightSource, name: string, scale = 1): Value {
  const kernel = weight(`${name}.weight`, [Number(x.shape[1]), channels, 4, 4], { normal: 0.1 });
  // Four of the sixteen taps meet at every pixel: a filter of norm 2 keeps the second moment.
  const norm = weight(`${name}.norm`, [1, channels, 1, 1], { constant: 2 * gain * scale });
  const bias = weight(`${name}.bias`, [channels], { constant: 0 });
  return convTranspose(x, normalised(kernel, 1, norm), bias, { stride: 2, pads: 1 });
}

/** 3x3 kernel: [N, C, H, W] -> [N, channels, H, W]. */
export function convSame(x: Value, channels: number, weight: WeightSource, name: string): Value {
  const kernel = weight(`${name}.weight`, [channels, Number(x.shape[1]), 3, 3], { normal: 0.1 });
  const norm = weight(`${name}.norm`, [channels, 1, 1, 1], { constant: gain });
  const bias = weight(`${name}.bias`, [channels], { constant: 0 });
  return conv(x, normalised(kernel, 0, norm), bias, { pads: 1 });
}

/** [N, inputs] -> [N, outputs]. */
export function dense(x: Value, outputs: number, weight: WeightSource, name: string, scale = 1): Value {
  const inputs = Number(x.shape[1]);
  const matrix = weight(`${name}.weight`, [inputs, outputs], { normal: scale / Math.sqrt(inputs) });
  return gemm(x, matrix, weight(`${name}.bias`, [outputs], { constant: 0 }));
}
