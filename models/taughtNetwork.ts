import type { Value } from './graph/graph.ts';
import type { InspectionNetwork } from './inspectionGraph.ts';
import type { NetworkOutputs } from './heads/head.ts';
import { differenceLogit } from './networks/differenceNet.ts';
import { mixtureSample, reconstructionErrors } from './networks/mixtureNet.ts';
import { comparedLayers, type keptNames, runningShapes } from './networks/networkParts.ts';
import type { NetworkSize } from './networks/networkSize.ts';
import type { Place } from './networks/place.ts';
import { decode, discriminatorFeatures, encode } from './networks/vaeGan.ts';
import { type Weights, storedWeights } from './networks/weights.ts';

/** A network for an `InspectionNetwork`, in one piece or, told their place, in tiles. */
export interface TileNetwork extends Omit<InspectionNetwork, 'build'> {
  readonly build: (image: Value, place?: Place) => Partial<NetworkOutputs>;
}

/**
 * A taught network as inspection uses it: the reconstruction is decoded from the latent mean, nothing is sampled. One that was
 * taught on tiles is told their place.
 */
export function taughtNetwork(weights: Weights, size: NetworkSize): TileNetwork {
  return {
    channels: size.channels,
    height: size.height,
    width: size.width,
    build: (image, place) => {
      const weight = storedWeights(image.graph, weights);
      const kept = (name: (typeof keptNames)[number]): Value =>
        weight(name, runningShapes(size)[name] ?? [], { constant: 0 });
      const { mean, logVariance } = encode(image, weight, size, place);
      const reconstruction = decode(mean, weight, size, place);
      const imageFeatures = discriminatorFeatures(image, weight, size);
      const reconstructionFeatures = discriminatorFeatures(reconstruction, weight, size);
      const compared = (features: readonly Value[]): Value[] =>
        comparedLayers(size).map((layer) => features[layer]!);
      const errors = reconstructionErrors(
        image,
        reconstruction,
        compared(imageFeatures),
        compared(reconstructionFeatures),
      );
      const mixture = mixtureSample(
        mean,
        errors,
        { mean: kept('errors.mean'), square: kept('errors.square') },
        weight,
      );
      return {
        reconstruction,
        latentMean: mean,
        latentLogVariance: logVariance,
        imageFeatures,
        reconstructionFeatures,
        mixtureSample: mixture.sample,
        mixtureMembership: mixture.membership,
        anomalyLogit: differenceLogit(image, reconstruction, kept('spread.0'), weight, size),
      };
    },
  };
}
