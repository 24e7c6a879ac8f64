import type { Value } from '../graph/graph.ts';
import { sameShape } from '../graph/shape.ts';
import { add, clip, div, mul, sub } from '../ops/elementwise.ts';
import { reshape, transpose } from '../ops/layout.ts';
import { type ImageForm, imageShape } from './imagePort.ts';
import type { PixelValues } from './pixelValues.ts';
import type { Layout } from './wishes.ts';

/** image [N, C, H, W] in 0..1 -> as a network takes it. */
export function toPicture(image: Value, { layout }: ImageForm, { scale, offset }: PixelValues): Value {
  const picture = add(mul(image, perChannel(image, scale)), perChannel(image, offset));
  return layout === 'nchw' ? picture : transpose(picture, [0, 2, 3, 1]);
}

/** What a network gives, an image of its layout or a row of its pixels -> [N, C, H, W] in 0..1. */
export function fromPicture(picture: Value, form: ImageForm, { scale, offset }: PixelValues): Value {
  const image = toChannelsFirst(sizedAs(picture, imageShape(form)), form.layout);
  return clip(div(sub(image, perChannel(image, offset)), perChannel(image, scale)), 0, 1);
}

/** [N, H, W, C] -> [N, C, H, W]. */
export const toChannelsFirst = (value: Value, layout: Layout): Value =>
  layout === 'nchw' ? value : transpose(value, [0, 3, 1, 2]);

/** The same elements as [N, ...shape]. */
export const sizedAs = (value: Value, shape: readonly number[]): Value =>
  sameShape(value.shape, ['N', ...shape]) ? value : reshape(value, ['N', ...shape]);

function perChannel({ graph, type }: Value, numbers: readonly number[]): Value {
  return graph.constant(numbers, type, [1, numbers.length, 1, 1]);
}
