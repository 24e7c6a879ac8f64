import type { Value } from '../graph/graph.ts';
import { add, exp, mul } from '../ops/elementwise.ts';
import type { NetworkPart } from './networkParts.ts';
import type { NetworkSize } from './networkSize.ts';
import type { Place } from './place.ts';
import { decode, discriminate, discriminatorFeatures, encode } from './vaeGan.ts';
import type { Recorded } from './weights.ts';

export type Sources = Readonly<Record<NetworkPart, Recorded>>;

/** What one step is given. */
export interface StepInputs {
  /** [B, C, H, W]: the first `goodCount(B)` images good, the others with a synthetic anomaly. */
  readonly image: Value;
  /** [B, C, H, W]: the same images before any anomaly was put on them. */
  readonly target: Value;
  /** [B, 1, H, W]: 1 where an anomaly was put. */
  readonly mask: Value;
  /** [B, latentSize], standard normal. */
  readonly epsilon: Value;
  readonly prior: Value;
  /** [B, C, H, W]: noise on what the discriminator sees. */
  readonly noise: Value;
  /** Scalar, 1 at the first step. */
  readonly step: Value;
  /** Of a network that sees tiles. */
  readonly place?: Place | undefined;
}

export interface Seen {
  /** The discriminator's features, finest first. */
  readonly features: readonly Value[];
  readonly logit: Value;
}

/** One batch through encoder, decoder and discriminator. */
export interface VaeGanPass {
  readonly mean: Value;
  readonly logVariance: Value;
  readonly sample: Value;
  readonly reconstruction: Value;
  /** Decoded from the prior. */
  readonly imagined: Value;
  readonly seenTarget: Seen;
  readonly seenReconstruction: Seen;
  readonly seenImagined: Seen;
}

export function vaeGanPass(
  { image, target, epsilon, prior, noise, place }: StepInputs,
  { encoder, decoder, discriminator }: Sources,
  size: NetworkSize,
): VaeGanPass {
  const { mean, logVariance } = encode(image, encoder.weight, size, place);
  const sample = add(mean, mul(exp(mul(logVariance, 0.5)), epsilon));
  const reconstruction = decode(sample, decoder.weight, size, place);
  const imagined = decode(prior, decoder.weight, size, place);
  const see = (x: Value): Seen => {
    const features = discriminatorFeatures(x, discriminator.weight, size, noise);
    return { features, logit: discriminate(features, discriminator.weight) };
  };
  const [seenTarget, seenReconstruction, seenImagined] = [see(target), see(reconstruction), see(imagined)];
  return {
    ...{ mean, logVariance, sample, reconstruction, imagined },
    ...{ seenTarget, seenReconstruction, seenImagined },
  };
}
