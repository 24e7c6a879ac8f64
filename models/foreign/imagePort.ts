import { shapeText } from '../graph/shape.ts';
import { type ForeignModel, ForeignModelError, type ForeignPort } from './foreignModel.ts';
import { elementName, float32 } from './tensorBytes.ts';
import type { Layout, Wishes } from './wishes.ts';

/** The image a network takes. */
export interface ImageForm {
  readonly layout: Layout;
  readonly channels: 1 | 3;
  readonly height: number;
  readonly width: number;
}

/** Windows of the heads need as much. */
const leastSide = 11;

/** Shape of one image, without the batch, as the network takes it. */
export const imageShape = ({ layout, channels, height, width }: ImageForm): readonly number[] =>
  layout === 'nchw' ? [channels, height, width] : [height, width, channels];

/**
 * The one input that takes the image, and its form.
 * @throws ForeignModelError, a sentence naming the input and its shape, when there is none, more than one, or its form
 *   does not say how an image is fed.
 */
export function imagePort(
  model: ForeignModel,
  wishes: Wishes,
): { readonly name: string; readonly form: ImageForm } {
  const refuse = (why: string): never => {
    throw new ForeignModelError(`${model.file} cannot be imported: ${why}`);
  };
  const listed = model.inputs.map(portText).join(', ') || 'nothing';
  const { input } = wishes;
  const port =
    input === undefined
      ? (only(model.inputs.filter(({ shape }) => shape?.length === 4)) ??
        refuse(`one input must take images of four axes, it takes ${listed}; name it with --input.`))
      : (model.inputs.find(({ name }) => name === input) ??
        refuse(`it has no input "${input}"; it takes ${listed}.`));
  const others = model.inputs.filter((other) => other !== port);
  if (others.length > 0) {
    refuse(
      `besides the image it takes ${others.map(portText).join(', ')}; name with --noise what takes the latent's noise, ` +
        'or export it without.',
    );
  }
  if (port.dataType !== float32) {
    refuse(`its input "${port.name}" is ${elementName(port.dataType)}; export the network in float32.`);
  }
  const shape = port.shape ?? refuse(`its input "${port.name}" declares no shape.`);
  if (shape.length !== 4) refuse(`its input ${portText(port)} does not have the four axes of images.`);
  const layout =
    layoutOf(port, wishes.layout) ??
    refuse(
      `its input ${portText(port)} has neither 1 or 3 channels first nor last; say --layout where they are.`,
    );
  const [channels, rows, columns] = (layout === 'nchw' ? [1, 2, 3] : [3, 1, 2]).map((axis) => shape[axis]);
  if (channels !== 1 && channels !== 3) {
    return refuse(
      `its input ${portText(port)} has ${channels} channels with the layout ${layout}; 1 or 3 can be fed.`,
    );
  }
  const height = side(rows, wishes.size?.height);
  const width = side(columns, wishes.size?.width);
  if (height === undefined || width === undefined) {
    return refuse(
      `its input ${portText(port)} leaves the size of the image free; say it with --size WIDTHxHEIGHT.`,
    );
  }
  for (const [fixed, wished] of [
    [height, wishes.size?.height],
    [width, wishes.size?.width],
  ]) {
    if (wished !== undefined && wished !== fixed) {
      refuse(
        `its input ${portText(port)} has a size of its own; --size ${wishes.size?.width}x${wishes.size?.height} is another.`,
      );
    }
  }
  if (Math.min(height, width) < leastSide) {
    refuse(`its images have ${width} x ${height} pixels; sides must be at least ${leastSide}.`);
  }
  return { name: port.name, form: { layout, channels, height, width } };
}

export const portText = ({ name, shape }: Pick<ForeignPort, 'name' | 'shape'>): string =>
  `"${name}" ${shape ? shapeText(shape.map((size) => (size === 0 ? '?' : size))) : 'of unknown shape'}`;

const isChannels = (size: number | string | undefined): boolean => size === 1 || size === 3;

function layoutOf({ shape }: ForeignPort, wished: Layout | undefined): Layout | undefined {
  if (wished !== undefined) return wished;
  const [, second, , last] = shape ?? [];
  if (isChannels(second) === isChannels(last)) return undefined;
  return isChannels(second) ? 'nchw' : 'nhwc';
}

const side = (declared: number | string | undefined, wished: number | undefined): number | undefined =>
  typeof declared === 'number' && declared > 0 ? declared : wished;

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
