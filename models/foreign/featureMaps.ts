import type { NamedShape } from './compareWithOriginal.ts';
import type { ForeignModel } from './foreignModel.ts';
import type { ImageForm } from './imagePort.ts';
import type { Layout } from './wishes.ts';

/** Features at every place of a grid over the image. */
export interface FeatureMap extends NamedShape {
  readonly layout: Layout;
}

/** Layers of a discriminator that learned similarity is measured in, one a size. */
const mostLayers = 3;

const activations = new Set([
  'Celu',
  'Elu',
  'Gelu',
  'HardSwish',
  'LeakyRelu',
  'Mish',
  'PRelu',
  'Relu',
  'Selu',
  'Sigmoid',
  'Softplus',
  'Tanh',
]);

/** Names of the values inside a model that could be its features: the results of its activations. */
export const layerNames = ({ nodes }: ForeignModel): string[] =>
  nodes.filter(({ opType }) => activations.has(opType)).map(({ output }) => output[0]!);

const grid = ({ shape, layout }: FeatureMap): readonly number[] =>
  layout === 'nchw' ? shape.slice(1) : shape.slice(0, 2);
const places = (map: FeatureMap): number => grid(map).reduce((product, size) => product * size, 1);

/**
 * A map with its channels where `layout` says, unless only the other place gives a grid with the image's proportions: inside a
 * network that takes channels last they may still come first.
 */
export function featureMap({ name, shape }: NamedShape, form: ImageForm, layout: Layout): FeatureMap {
  const other = layout === 'nchw' ? 'nhwc' : 'nchw';
  const skew = (candidate: Layout): number => {
    const [rows = 1, columns = 1] = grid({ name, shape, layout: candidate });
    return Math.abs(Math.log((rows * form.width) / (columns * form.height)));
  };
  // Rounding of odd sizes changes proportions a little.
  return { name, shape, layout: skew(layout) > 0.3 && skew(other) < 0.3 ? other : layout };
}

/** Finest first. */
export const finestFirst = (maps: readonly FeatureMap[]): FeatureMap[] =>
  maps.toSorted((a, b) => places(b) - places(a));

/** The last map of each size, finest first, from half the image's size on down to the coarsest but one. */
export function chooseLayers(values: readonly NamedShape[], form: ImageForm): FeatureMap[] {
  const bySize = new Map<number, FeatureMap>();
  for (const value of values) {
    if (value.shape.length !== 3 || Math.min(...value.shape) < 2) continue;
    const map = featureMap(value, form, 'nchw');
    if (places(map) < form.width * form.height) bySize.set(places(map), map);
  }
  return finestFirst([...bySize.values()]).slice(0, mostLayers);
}
