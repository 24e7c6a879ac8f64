import type { Value } from '../graph/graph.ts';
import type { NetworkOutputs } from '../heads/head.ts';
import type { InspectionNetwork } from '../inspectionGraph.ts';
import type { ForeignModel } from './foreignModel.ts';
import { type GraftModel, graftable } from './graftModel.ts';
import { fromPicture, sizedAs, toChannelsFirst, toPicture } from './picture.ts';
import type { PixelValues } from './pixelValues.ts';
import type { RecognisedNetwork } from './recogniseNetwork.ts';
import { reshape, split } from '../ops/layout.ts';

/** Pixels as a network takes and as it gives them. */
export interface NetworkValues {
  readonly taken: PixelValues;
  readonly given: PixelValues;
}

/**
 * A network somebody else made as inspection uses ours: images of 0..1 with channels first in and out, whatever its own
 * layout and values; what it does not have is left out.
 */
export function foreignNetwork(
  network: RecognisedNetwork,
  { taken, given }: NetworkValues,
): InspectionNetwork {
  const { form } = network;
  const grafts = graftsOf(network);
  return {
    channels: form.channels,
    height: form.height,
    width: form.width,
    build(image) {
      const picture = toPicture(image, form, taken);
      const { raw, latents } = codePicture(network, grafts, picture);
      const reconstruction = raw && fromPicture(raw, form, given);
      return {
        ...latents,
        ...(reconstruction && { reconstruction }),
        ...features('imageFeatures', picture),
        ...(reconstruction && features('reconstructionFeatures', toPicture(reconstruction, form, taken))),
      };
    },
  };

  function features(
    name: 'imageFeatures' | 'reconstructionFeatures',
    picture: Value,
  ): Pick<Partial<NetworkOutputs>, typeof name> {
    if (!network.features) return {};
    const { model, fed, maps } = network.features;
    const values = grafts(model)(
      Object.fromEntries(fed.map((each) => [each.name, sizedAs(picture, each.shape)])),
      maps,
    );
    return { [name]: values.map((value, layer) => toChannelsFirst(value, maps[layer]!.layout)) };
  }
}

/** The reconstruction in the network's own layout and values, for each of several ways to feed an image; null without one. */
export function rawReconstructions(
  network: RecognisedNetwork,
  image: Value,
  ways: readonly PixelValues[],
): Value[] | null {
  const grafts = graftsOf(network);
  const raws = ways.map((values) => codePicture(network, grafts, toPicture(image, network.form, values)).raw);
  return raws.every((raw) => raw !== null) ? raws : null;
}

/** One entry a model, so that the weights of a model used twice are stored once. */
function graftsOf(network: RecognisedNetwork): (model: ForeignModel) => GraftModel {
  const models = new Set([network.coder, network.decoder?.model, network.features?.model]);
  models.delete(undefined);
  const grafts = new Map([...models].map((model, index) => [model, graftable(model!, `network${index}`)]));
  return (model) => grafts.get(model)!;
}

type Latents = Pick<Partial<NetworkOutputs>, 'latentMean' | 'latentLogVariance'>;

function codePicture(
  network: RecognisedNetwork,
  grafts: (model: ForeignModel) => GraftModel,
  picture: Value,
): { readonly raw: Value | null; readonly latents: Latents } {
  const { coder, decoder, reconstruction } = network;
  const wanted = [network.mean, network.logVariance, decoder ? null : reconstruction].filter(
    (value) => value !== null,
  );
  const coded = grafts(coder)({ [network.image]: picture }, wanted);
  const valueOf = (value: typeof network.mean): Value | null =>
    (value && coded[wanted.indexOf(value)]) ?? null;
  const latents = latentsOf(valueOf(network.mean), valueOf(network.logVariance), decoder?.halves ?? false);
  if (!decoder || !reconstruction) return { raw: decoder ? null : valueOf(reconstruction), latents };
  const { name, shape } = decoder.latent;
  const [raw = null] = grafts(decoder.model)({ [name]: sizedAs(latents.latentMean!, shape) }, [
    reconstruction,
  ]);
  return { raw, latents };
}

function latentsOf(mean: Value | null, logVariance: Value | null, halves: boolean): Latents {
  if (mean && halves) {
    const both = rows(mean);
    const length = Number(both.shape[1]) / 2;
    const [latentMean, latentLogVariance] = split(both, 1, [length, length]) as [Value, Value];
    return { latentMean, latentLogVariance };
  }
  return {
    ...(mean && { latentMean: rows(mean) }),
    ...(logVariance && { latentLogVariance: rows(logVariance) }),
  };
}

/** [N, ...] -> [N, L]. */
const rows = (value: Value): Value => (value.shape.length === 2 ? value : reshape(value, ['N', -1]));
