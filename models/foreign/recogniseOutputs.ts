import type { NamedShape } from './compareWithOriginal.ts';
import { ForeignModelError } from './foreignModel.ts';
import { type ImageForm, imageShape } from './imagePort.ts';
import type { Wishes } from './wishes.ts';

/** Latents with more numbers than this have no covariance that good images could tell. */
const largestLatent = 512;

/** A network says by its names what its values are, or else by their shapes and order. */
const names = {
  reconstruction: /recon|^rec$|x_?hat|decod|output|generat|fake/i,
  mean: /(^|[^a-z])(mu|mean|loc)([^a-z]|$)|z_?mean|z_?mu/i,
  logVariance: /log_?var|ln_?var|log_?sigma_?(2|sq)/i,
  /** What is as long as the mean but no mean: the sample itself, a deviation. */
  otherLatent: /^(z|z_?samples?|samples?|sampled_.*)$|std|sigma|scale|var/i,
} as const;

/** Which values of a model are what; null for what it does not have. */
export interface RecognisedOutputs {
  readonly reconstruction: NamedShape | null;
  readonly mean: NamedShape | null;
  readonly logVariance: NamedShape | null;
  /** Of whatever image they are computed from. */
  readonly features: readonly NamedShape[];
  readonly unused: readonly NamedShape[];
}

const elements = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
const sameSizes = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();
const text = ({ name, shape }: NamedShape): string => `"${name}" [${['N', ...shape].join(', ')}]`;

/**
 * Finds out which values are what: named ones as wished, else by name and shape; of nameless latents of one length the first
 * is the mean and the second the log-variance, the order of every VAE's forward step.
 * `values` are those with a row for each image, in the order of the model; wished ones are among them.
 * @throws ForeignModelError, a sentence, when a wished value has another shape or several could be the reconstruction.
 */
export function recogniseOutputs(
  file: string,
  values: readonly NamedShape[],
  form: ImageForm,
  wishes: Wishes,
): RecognisedOutputs {
  const refuse = (why: string): never => {
    throw new ForeignModelError(`${file} cannot be imported: ${why}`);
  };
  const wished = (name: string, fits: (value: NamedShape) => boolean, expected: string): NamedShape => {
    const value = values.find((each) => each.name === name);
    if (!value) return refuse(`its value "${name}" has no row for each image.`);
    return fits(value) ? value : refuse(`${text(value)} is not ${expected}.`);
  };
  const taken = new Set<NamedShape>();
  const take = <T extends NamedShape | null>(value: T): T => {
    if (value) taken.add(value);
    return value;
  };
  const free = (): NamedShape[] => values.filter((value) => !taken.has(value));

  const isImage = ({ shape }: NamedShape): boolean =>
    sameSizes(shape, imageShape(form)) || (shape.length === 1 && shape[0] === elements(imageShape(form)));
  const isLatent = ({ shape }: NamedShape): boolean =>
    elements(shape) > 1 && elements(shape) <= largestLatent && shape.slice(1).every((size) => size === 1);
  const isFeatures = (value: NamedShape): boolean =>
    value.shape.length === 3 && Math.min(...value.shape.slice(1)) > 1 && !isImage(value);

  const wishedFeatures = wishes.features?.map((name) => take(wished(name, isFeatures, 'a map of features')));
  const reconstruction = take(
    wishes.reconstruction === undefined
      ? likeliest()
      : wished(wishes.reconstruction, isImage, `an image like its input [N, ${imageShape(form).join(', ')}]`),
  );
  const latents = free().filter(isLatent);
  const isLong = ({ shape }: NamedShape): boolean => elements(shape) > 1;
  const logVariance = take(
    wishes.logVariance === undefined
      ? (latents.find(({ name }) => names.logVariance.test(name)) ?? null)
      : wished(wishes.logVariance, isLong, 'a latent'),
  );
  const others = latents.filter((value) => !taken.has(value));
  const nameless = others.filter(({ name }) => !names.otherLatent.test(name));
  const mean = take(
    wishes.mean === undefined
      ? (others.find(({ name }) => names.mean.test(name)) ??
          nameless[0] ??
          (latents.length === 1 ? others[0] : null) ??
          null)
      : wished(wishes.mean, isLong, 'a latent'),
  );
  const isSecond = (value: NamedShape): boolean =>
    value !== mean && mean !== null && sameSizes(value.shape, mean.shape);
  const second = logVariance ?? take(nameless.find(isSecond) ?? null);
  if (mean && second && elements(mean.shape) !== elements(second.shape)) {
    refuse(`the mean ${text(mean)} and the log-variance ${text(second)} of its latent differ in length.`);
  }
  const features = wishedFeatures ?? free().filter(isFeatures).map(take);
  return { reconstruction, mean, logVariance: second, features, unused: free() };

  function likeliest(): NamedShape | null {
    const images = free().filter(isImage);
    if (images.length <= 1) return images[0] ?? null;
    const named = images.filter(({ name }) => names.reconstruction.test(name));
    if (named.length === 1) return named[0]!;
    return refuse(
      `${images.map(text).join(' and ')} could both be the reconstruction; say which one with --reconstruction.`,
    );
  }
}
