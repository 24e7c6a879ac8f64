import type { InspectionNetwork } from './inspectionGraph.ts';
import type { NetworkSize } from './networks/networkSize.ts';
import { decode, discriminatorFeatures, encode } from './networks/vaeGan.ts';
import { type Weights, storedWeights } from './networks/weights.ts';

/** A taught VAE-GAN as inspection uses it: the reconstruction is decoded from the latent mean, nothing is sampled. */
export function taughtNetwork(weights: Weights, size: NetworkSize): InspectionNetwork {
  return {
    channels: size.channels,
    height: size.height,
    width: size.width,
    build: (image) => {
      const weight = storedWeights(image.graph, weights);
      const { mean, logVariance } = encode(image, weight, size);
      const reconstruction = decode(mean, weight, size);
      return {
        reconstruction,
        latentMean: mean,
        latentLogVariance: logVariance,
        imageFeatures: discriminatorFeatures(image, weight, size),
        reconstructionFeatures: discriminatorFeatures(reconstruction, weight, size),
      };
    },
  };
}
