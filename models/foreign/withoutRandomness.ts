import type { ForeignNode, ForeignTensor } from '../graph/foreignNode.ts';
import { type ForeignModel, ForeignModelError, type ForeignPort, attributeOf } from './foreignModel.ts';
import { filledNode, filledTensor, node, tensorAttribute } from './foreignNodes.ts';
import { elementName, float32 } from './tensorBytes.ts';

const normal = ['RandomNormal', 'RandomNormalLike'];
const otherwiseRandom = ['RandomUniform', 'RandomUniformLike', 'Bernoulli', 'Multinomial'];

const noiseName = /(^|[^a-z])(noise|eps(ilon)?)$/i;

/**
 * The model with its normally distributed random numbers replaced by their mean, and the names of the values replaced. A VAE
 * exported as it was taught draws its latent (mean + deviation * noise), or takes the noise as an input; without it the mean
 * is decoded, and the same image always gives the same reconstruction. `noiseInputs` are taken for noise, as are
 * inputs called so.
 * @throws ForeignModelError for random numbers of another kind: they have no value that stands for all; and for an input that
 *   is not there or leaves its size free.
 */
export function withoutRandomness(
  original: ForeignModel,
  noiseInputs: readonly string[] = [],
): { model: ForeignModel; replaced: readonly string[] } {
  const model = withoutNoiseInputs(original, noiseInputs);
  const replaced = original.inputs.filter((port) => !model.inputs.includes(port)).map(({ name }) => name);
  const nodes = model.nodes.flatMap((each) => {
    const name = each.output[0] ?? '';
    if (otherwiseRandom.includes(each.opType)) {
      throw new ForeignModelError(
        `${model.file} cannot be imported: the operator ${each.opType} (it computes "${name}") draws random numbers; ` +
          'only normally distributed ones, as in the latent of a VAE, can be left out.',
      );
    }
    if (!normal.includes(each.opType)) return [each];
    replaced.push(name);
    return meanOf(each, name, model);
  });
  return { model: { ...model, nodes }, replaced };
}

function withoutNoiseInputs(model: ForeignModel, noiseInputs: readonly string[]): ForeignModel {
  const isNoise = ({ name }: ForeignPort): boolean => noiseInputs.includes(name) || noiseName.test(name);
  const inputs = model.inputs.filter((port) => !isNoise(port));
  const zeros = model.inputs.filter(isNoise).map(({ name, shape }): [string, ForeignTensor] => {
    const [, ...sizes] = shape ?? [];
    const dims = sizes.filter((size) => typeof size === 'number' && size > 0) as number[];
    if (dims.length === 0 || dims.length < sizes.length) {
      throw new ForeignModelError(
        `${model.file} cannot be imported: its noise "${name}" leaves its size free; export it without noise.`,
      );
    }
    return [name, filledTensor(name, 0, [1, ...dims])];
  });
  return zeros.length === 0
    ? model
    : { ...model, inputs, initializers: new Map([...model.initializers, ...zeros]) };
}

function meanOf(each: ForeignNode, name: string, { file }: ForeignModel): ForeignNode[] {
  const dataType = attributeOf(each, 'dtype')?.i ?? float32;
  if (dataType !== float32) {
    throw new ForeignModelError(
      `${file} cannot be imported: the random numbers "${name}" are ${elementName(dataType)}; export the network in float32.`,
    );
  }
  const mean = attributeOf(each, 'mean')?.f ?? 0;
  if (each.opType === 'RandomNormal') {
    const [, ...rest] = attributeOf(each, 'shape')?.ints ?? [];
    // A batch of one broadcasts to whatever batch it is added to.
    return [filledNode(name, mean, [1, ...rest])];
  }
  const shape = `${name}:shape`;
  return [
    node('Shape', each.input, [shape]),
    node('ConstantOfShape', [shape], [name], [tensorAttribute('value', filledTensor('', mean, [1]))]),
  ];
}
