import type { NamedShape } from './compareWithOriginal.ts';
import { type FeatureMap, chooseLayers, featureMap, finestFirst, layerNames } from './featureMaps.ts';
import { type ForeignModel, ForeignModelError } from './foreignModel.ts';
import { dependents } from './foreignNodes.ts';
import { type ImageForm, imagePort, imageShape, portText } from './imagePort.ts';
import { type OpenedModel, openModel, valuesOf } from './openModel.ts';
import { recogniseOutputs } from './recogniseOutputs.ts';
import type { Wishes } from './wishes.ts';

/** Files of a network: all of it in one, or encoder and decoder apart; a discriminator may come with either. */
export type NetworkFiles = (
  { readonly onnx: string } | { readonly encoder: string; readonly decoder: string }
) & {
  readonly discriminator?: string;
};

/** A network somebody else made, its models spelled as ours, and which of their values are what. */
export interface RecognisedNetwork {
  readonly form: ImageForm;
  /** The model that sees the image: all of the network, or its encoder. */
  readonly coder: ForeignModel;
  /** Input of `coder` that takes the image. */
  readonly image: string;
  readonly mean: NamedShape | null;
  readonly logVariance: NamedShape | null;
  /** Fed with the mean; null: `coder` gives the reconstruction itself. */
  readonly decoder: Decoder | null;
  readonly reconstruction: NamedShape | null;
  readonly features: Features | null;
  /** What was recognised, a sentence each. */
  readonly told: readonly string[];
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
}

interface Decoder {
  readonly model: ForeignModel;
  /** Its input, shape without the batch. */
  readonly latent: NamedShape;
  /** The encoder gives mean and log-variance as one value, mean first. */
  readonly halves: boolean;
}

interface Features {
  readonly model: ForeignModel;
  /** Values of `model` that are the picture of which it computes the maps. */
  readonly fed: readonly NamedShape[];
  /** Finest first. */
  readonly maps: readonly FeatureMap[];
}

/**
 * Reads the models of a network, spells them as ours, proves that they still compute the same, and finds out which of their
 * values are what. What a network does not have is null.
 * @throws ForeignModelError, a sentence naming file and value, when one cannot be used; the system's error when it cannot
 *   be read.
 */
export async function recogniseNetwork(
  files: NetworkFiles,
  wishes: Wishes = {},
  threads = 1,
): Promise<RecognisedNetwork> {
  const coder = await openModel('onnx' in files ? files.onnx : files.encoder, wishes.noise);
  const { name: image, form } = imagePort(coder.converted, wishes);
  const own = coderWishes(files, wishes);
  const values = await valuesOf(coder, { input: image, shape: imageShape(form), threads }, wishedNames(own));
  const coded = recogniseOutputs(coder.original.file, values, form, own);

  const decoding = 'decoder' in files ? await openDecoder(files.decoder, coded, form, wishes, threads) : null;
  const reconstruction = decoding ? decoding.reconstruction : coded.reconstruction;
  const discriminator =
    files.discriminator === undefined
      ? null
      : await openDiscriminator(files.discriminator, form, wishes, threads);
  const features = discriminator?.features ?? ownFeatures(coder.converted, image, form, coded);

  const opened = [coder, decoding?.opened, discriminator?.opened].filter((each) => each !== undefined);
  const missing = wishes.noise?.find((name) => !opened.some(({ noise }) => noise.includes(name)));
  if (missing !== undefined) {
    throw new ForeignModelError(`${coder.original.file} cannot be imported: it has no input "${missing}".`);
  }
  const unused = [...coded.unused, ...(decoding?.unused ?? [])];
  const network = {
    form,
    coder: coder.converted,
    image,
    mean: coded.mean,
    logVariance: coded.logVariance,
    decoder: decoding?.decoder ?? null,
    reconstruction,
    features,
    files: opened.map(({ original: { file, sha256 } }) => ({ file, sha256 })),
  };
  return { ...network, told: describe(network, opened, unused) };
}

type Coded = ReturnType<typeof recogniseOutputs>;

/** What is wished of the model that sees the image: the rest is of the decoder's and the discriminator's. */
function coderWishes(files: NetworkFiles, { reconstruction, features, ...wishes }: Wishes): Wishes {
  return {
    ...wishes,
    ...('onnx' in files && reconstruction !== undefined && { reconstruction }),
    ...(files.discriminator === undefined && features !== undefined && { features }),
  };
}

const wishedNames = ({ reconstruction, mean, logVariance, features = [] }: Wishes): string[] =>
  [reconstruction, mean, logVariance, ...features].filter((name) => name !== undefined);

async function openDecoder(file: string, coded: Coded, form: ImageForm, wishes: Wishes, threads: number) {
  const opened = await openModel(file, wishes.noise);
  const refuse = (why: string): never => {
    throw new ForeignModelError(`${opened.original.file} cannot be imported: ${why}`);
  };
  const { inputs } = opened.converted;
  const [port] = inputs;
  if (!port || inputs.length !== 1) {
    return refuse(
      `a decoder takes the latent alone, it takes ${inputs.map(portText).join(', ') || 'nothing'}.`,
    );
  }
  const shape = port.shape?.slice(1).map((size) => (typeof size === 'number' && size > 0 ? size : 0)) ?? [];
  const length = elements(shape);
  if (shape.length === 0 || length === 0) {
    return refuse(`its input ${portText(port)} does not say how long a latent is.`);
  }
  const { mean, logVariance } = coded;
  if (!mean)
    return refuse(`the encoder gives no latent for its input ${portText(port)}; name it with --mean.`);
  const halves = logVariance === null && elements(mean.shape) === 2 * length;
  if (elements(mean.shape) !== (halves ? 2 * length : length)) {
    refuse(
      `its input ${portText(port)} takes ${length} numbers, the encoder's "${mean.name}" has ${elements(mean.shape)}.`,
    );
  }
  const own = wishes.reconstruction === undefined ? {} : { reconstruction: wishes.reconstruction };
  const values = await valuesOf(opened, { input: port.name, shape, threads }, wishedNames(own));
  const { reconstruction, unused } = recogniseOutputs(opened.original.file, values, form, own);
  if (!reconstruction) {
    const listed = values
      .map(({ name, shape: found }) => portText({ name, shape: ['N', ...found] }))
      .join(', ');
    return refuse(
      `none of ${listed} is an image like the encoder's input [N, ${imageShape(form).join(', ')}].`,
    );
  }
  const decoder: Decoder = { model: opened.converted, latent: { name: port.name, shape }, halves };
  return { opened, decoder, reconstruction, unused };
}

async function openDiscriminator(file: string, form: ImageForm, wishes: Wishes, threads: number) {
  const opened = await openModel(file, wishes.noise);
  const { input: _, ...rest } = wishes;
  const port = imagePort(opened.converted, rest);
  if (imageShape(port.form).join() !== imageShape(form).join()) {
    throw new ForeignModelError(
      `${opened.original.file} cannot be imported: its input "${port.name}" [N, ${imageShape(port.form).join(', ')}] is not ` +
        `the image of the network, [N, ${imageShape(form).join(', ')}].`,
    );
  }
  const feed = { input: port.name, shape: imageShape(form), threads };
  const own = wishes.features === undefined ? {} : { features: wishes.features };
  const values = await valuesOf(opened, feed, wishedNames(own));
  const found = recogniseOutputs(opened.original.file, values, form, own).features;
  const maps =
    found.length > 0 || wishes.features !== undefined
      ? found.map((value) => featureMap(value, form, form.layout))
      : chooseLayers(await valuesOf(opened, feed, layerNames(opened.converted)), form);
  const fed = [{ name: port.name, shape: imageShape(form) }];
  const features = { model: opened.converted, fed, maps: finestFirst(maps) };
  return { opened, features: maps.length > 0 ? features : null };
}

/**
 * Features that the model itself gives. Those of the image are computed of the reconstruction once more; a model that gives
 * only those of its reconstruction is entered there.
 */
function ownFeatures(model: ForeignModel, image: string, form: ImageForm, coded: Coded): Features | null {
  const fed = [{ name: image, shape: imageShape(form) }];
  const reconstruction = coded.reconstruction && {
    ...coded.reconstruction,
    name: unrenamed(model, coded.reconstruction.name),
  };
  const afterwards = dependents(model, reconstruction ? [reconstruction.name] : []);
  const ofImage = coded.features.filter(({ name }) => !afterwards.has(name));
  const chosen = ofImage.length > 0 ? ofImage : coded.features;
  if (chosen.length === 0) return null;
  if (reconstruction && ofImage.length === 0) fed.push(reconstruction);
  return { model, fed, maps: finestFirst(chosen.map((value) => featureMap(value, form, form.layout))) };
}

/** The value that a name stands for: exporters name outputs by an Identity. */
function unrenamed(model: ForeignModel, name: string): string {
  const producer = model.nodes.find(({ output }) => output.includes(name));
  return producer?.opType === 'Identity' ? unrenamed(model, producer.input[0]!) : name;
}

function describe(
  network: Omit<RecognisedNetwork, 'told'>,
  opened: readonly OpenedModel[],
  unused: readonly NamedShape[],
): string[] {
  const { form, image, mean, logVariance, decoder, reconstruction, features } = network;
  const quoted = (value: NamedShape): string => portText({ name: value.name, shape: ['N', ...value.shape] });
  const colour = form.channels === 1 ? 'grey' : 'colour';
  const layout = form.layout === 'nchw' ? 'first' : 'last';
  const noise = opened.flatMap((model) => model.noise);
  return [
    ...opened.map(({ original: { file, opset } }) => `${file}: opset ${opset}.`),
    `Image: "${image}", ${colour}, ${form.width} x ${form.height} pixels, channels ${layout}.`,
    ...noise.map(
      (name) => `Noise "${name}": left out, so that an image always gives the same reconstruction.`,
    ),
    reconstruction ? `Reconstruction: ${quoted(reconstruction)}.` : 'Reconstruction: none found.',
    mean
      ? `Latent mean: ${quoted(mean)}${decoder?.halves ? ', its first half' : ''}.`
      : 'Latent mean: none found.',
    latentSpread(),
    features ? `Features: ${features.maps.map(quoted).join(', ')}.` : 'Features: none found.',
    ...(unused.length > 0 ? [`Not used: ${unused.map(quoted).join(', ')}.`] : []),
  ];

  function latentSpread(): string {
    if (decoder?.halves) return 'Latent log-variance: the second half.';
    return logVariance ? `Latent log-variance: ${quoted(logVariance)}.` : 'Latent log-variance: none found.';
  }
}

const elements = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
