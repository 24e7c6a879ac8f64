import type { GraphNode, Value } from '../graph/graph.ts';
import { type Dimension, shapeText, staticShape, staticSize } from '../graph/shape.ts';
import { only, requireFloat } from './operand.ts';

/** Sizes per spatial axis; a single number stands for both axes. */
export type Pair = number | readonly [number, number];

export interface ConvOptions {
  readonly stride?: Pair;
  readonly dilation?: Pair;
  /** One number for all four sides, or [top, left, bottom, right]. */
  readonly pads?: number | readonly [number, number, number, number];
  readonly group?: number;
}

export interface ConvTransposeOptions extends ConvOptions {
  /** Extra rows and columns at the bottom and right of the result. */
  readonly outputPadding?: Pair;
}

export interface ConvGeometry {
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
  readonly group: number;
}

export const pair = (value: Pair): readonly [number, number] =>
  typeof value === 'number' ? [value, value] : value;

function geometryOf({ stride = 1, dilation = 1, pads = 0, group = 1 }: ConvOptions): ConvGeometry {
  return {
    stride: pair(stride),
    dilation: pair(dilation),
    pads: typeof pads === 'number' ? [pads, pads, pads, pads] : pads,
    group,
  };
}

const attributesOf = (geometry: ConvGeometry) => ({
  strides: { ints: geometry.stride },
  dilations: { ints: geometry.dilation },
  pads: { ints: geometry.pads },
  group: { int: geometry.group },
});

/** Reads the geometry back from a Conv or ConvTranspose node. */
export function convGeometry(node: GraphNode): ConvGeometry {
  const { strides, dilations, pads, group } = node.attributes as ReturnType<typeof attributesOf>;
  if (!strides || !dilations || !pads || !group)
    throw new TypeError(`${node.op}: the node carries no geometry.`);
  return { stride: strides.ints, dilation: dilations.ints, pads: pads.ints, group: group.int };
}

function requireFour(op: string, ...values: Value[]): void {
  for (const { shape } of values) {
    if (shape.length !== 4)
      throw new RangeError(`${op}: needs tensors of four axes, got ${shapeText(shape)}.`);
  }
}

function requireBias(op: string, bias: Value | null, channels: number): void {
  if (bias && (bias.shape.length !== 1 || bias.shape[0] !== channels)) {
    throw new RangeError(`${op}: the bias must have shape [${channels}], got ${shapeText(bias.shape)}.`);
  }
}

/**
 * Cross-correlation: x [N, C, H, W], weight [M, C / group, kH, kW], bias [M] or null -> [N, M, H', W'].
 * @throws RangeError when channels, group or kernel do not fit.
 */
export function conv(x: Value, weight: Value, bias: Value | null = null, options: ConvOptions = {}): Value {
  requireFloat('Conv', x, weight);
  requireFour('Conv', x, weight);
  const geometry = geometryOf(options);
  const { stride, dilation, pads, group } = geometry;
  const channels = staticSize('Conv', x.shape, 1);
  const [outChannels = 0, groupChannels = 0, ...kernel] = staticShape('Conv', weight.shape);
  if (channels % group !== 0 || outChannels % group !== 0) {
    throw new RangeError(
      `Conv: group must divide channels, got ${group} and ${channels % group ? channels : outChannels}.`,
    );
  }
  if (groupChannels * group !== channels) {
    throw new RangeError(
      `Conv: weight ${shapeText(weight.shape)} with group ${group} expects ${groupChannels * group} channels, got ${channels}.`,
    );
  }
  requireBias('Conv', bias, outChannels);
  const spatial = [0, 1].map((axis) => {
    const size = staticSize('Conv', x.shape, axis + 2) + (pads[axis] ?? 0) + (pads[axis + 2] ?? 0);
    const reach = (dilation[axis] ?? 1) * ((kernel[axis] ?? 1) - 1) + 1;
    if (reach > size) {
      throw new RangeError(`Conv: the kernel reaches over ${reach} pixels, the padded input has ${size}.`);
    }
    return Math.floor((size - reach) / (stride[axis] ?? 1)) + 1;
  });
  const shape: Dimension[] = [x.shape[0] ?? 1, outChannels, ...spatial];
  const inputs = bias ? [x, weight, bias] : [x, weight];
  return only(x.graph.node('Conv', inputs, [{ type: x.type, shape }], attributesOf(geometry)));
}

/**
 * The adjoint of `conv` with the same options: x [N, M, H, W], weight [M, C / group, kH, kW], bias [C] or null
 * -> [N, C, H', W'].
 */
export function convTranspose(
  x: Value,
  weight: Value,
  bias: Value | null = null,
  options: ConvTransposeOptions = {},
): Value {
  requireFloat('ConvTranspose', x, weight);
  requireFour('ConvTranspose', x, weight);
  const geometry = geometryOf(options);
  const { stride, dilation, pads, group } = geometry;
  const outputPadding = pair(options.outputPadding ?? 0);
  const channels = staticSize('ConvTranspose', x.shape, 1);
  const [inChannels = 0, groupChannels = 0, ...kernel] = staticShape('ConvTranspose', weight.shape);
  if (channels % group !== 0) {
    throw new RangeError(`ConvTranspose: group must divide channels, got ${group} and ${channels}.`);
  }
  if (inChannels !== channels) {
    throw new RangeError(
      `ConvTranspose: weight ${shapeText(weight.shape)} expects ${inChannels} channels, got ${channels}.`,
    );
  }
  requireBias('ConvTranspose', bias, groupChannels * group);
  const spatial = [0, 1].map((axis) => {
    const reach = (dilation[axis] ?? 1) * ((kernel[axis] ?? 1) - 1) + 1;
    const spread = (staticSize('ConvTranspose', x.shape, axis + 2) - 1) * (stride[axis] ?? 1);
    return spread + reach + (outputPadding[axis] ?? 0) - (pads[axis] ?? 0) - (pads[axis + 2] ?? 0);
  });
  const shape: Dimension[] = [x.shape[0] ?? 1, groupChannels * group, ...spatial];
  const inputs = bias ? [x, weight, bias] : [x, weight];
  return only(
    x.graph.node('ConvTranspose', inputs, [{ type: x.type, shape }], {
      ...attributesOf(geometry),
      output_padding: { ints: outputPadding },
    }),
  );
}
