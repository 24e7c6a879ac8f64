import { Graph } from '../graph/graph.ts';
import { differenceLogit } from './differenceNet.ts';
import { codeOf, componentCount, errorCount, latentOf, mixtureSample, sampleSize } from './mixtureNet.ts';
import { type NetworkSize, levelChannels, requireNetworkSize } from './networkSize.ts';
import { placeInputs } from './place.ts';
import { decode, discriminate, discriminatorFeatures, encode } from './vaeGan.ts';
import { type ParameterLayout, declareParameters } from './weights.ts';

/** Each has its own parameters, gradient and optimizer. */
export const networkParts = ['encoder', 'decoder', 'discriminator', 'difference', 'mixture'] as const;
export type NetworkPart = (typeof networkParts)[number];
export type Layouts = Readonly<Record<NetworkPart, ParameterLayout>>;

export function forParts<T>(make: (part: NetworkPart) => T): Record<NetworkPart, T> {
  return Object.fromEntries(networkParts.map((part) => [part, make(part)])) as Record<NetworkPart, T>;
}

export function networkLayouts(size: NetworkSize): Layouts {
  requireNetworkSize(size);
  const graph = new Graph('declaration');
  const image = graph.input('image', [1, size.channels, size.height, size.width]);
  const latent = graph.input('latent', [1, size.latentSize]);
  const place = placeInputs(graph, size, 1);
  const errors = graph.input('errors', [1, errorCount]);
  const moments = graph.input('moments', [errorCount]);
  return {
    encoder: declareParameters(graph, (weight) => encode(image, weight, size, place)),
    decoder: declareParameters(graph, (weight) => decode(latent, weight, size, place)),
    discriminator: declareParameters(graph, (weight) =>
      discriminate(discriminatorFeatures(image, weight, size), weight),
    ),
    difference: declareParameters(graph, (weight) => differenceLogit(image, image, image, weight, size)),
    mixture: declareParameters(graph, (weight) => {
      mixtureSample(latent, errors, { mean: moments, square: moments }, weight);
      latentOf(codeOf(latent, weight), size.latentSize, weight);
    }),
  };
}

/** Layers of discriminator features that are compared: the coarser ones, which see structure before texture. */
export function comparedLayers(size: NetworkSize): readonly number[] {
  const layers = levelChannels(size).length;
  return [layers - 3, layers - 2, layers - 1];
}

/** What runs on from step to step as averages over the recent ones, and its shape: `running.<name>`. */
export function runningShapes(size: NetworkSize): Readonly<Record<string, readonly number[]>> {
  const spreads = spreadShapes(size).map((shape, index) => [`spread.${index}`, shape] as const);
  return {
    ...(Object.fromEntries(spreads) as Record<string, readonly number[]>),
    'errors.mean': [errorCount],
    'errors.square': [errorCount],
    'mixture.share': [componentCount],
    'mixture.first': [componentCount, sampleSize],
    'mixture.second': [componentCount, sampleSize, sampleSize],
  };
}

/** Averages that belong to the taught network beside its parameters. */
export const keptNames = ['spread.0', 'errors.mean', 'errors.square'] as const;

/** Spreads of the pixels first, then of every compared layer of features. */
function spreadShapes(size: NetworkSize): readonly (readonly number[])[] {
  const channels = levelChannels(size);
  const layers = comparedLayers(size).map((layer) => [
    channels[layer] ?? 1,
    size.height / 2 ** (layer + 1),
    size.width / 2 ** (layer + 1),
  ]);
  return [[size.channels, size.height, size.width], ...layers];
}
