import { type Seed, gradients } from '../gradient/gradients.ts';
import type { Value } from '../graph/graph.ts';
import { add, clip, div, exp, mul, neg, softplus, sqrt, sub } from '../ops/elementwise.ts';
import { reshape } from '../ops/layout.ts';
import { reduceMean, reduceSum, reduceSumSquare } from '../ops/reduce.ts';
import { comparedLayers } from './networkParts.ts';
import type { NetworkSize } from './networkSize.ts';
import { spreadDifference } from './spreadDifference.ts';
import { teaching } from './teaching.ts';
import type { Sources, StepInputs, VaeGanPass } from './vaeGanPass.ts';
import { flatten } from './weights.ts';

export interface VaeGanLosses {
  readonly losses: Readonly<Record<'kl' | 'pixel' | 'feature' | 'generator' | 'discriminator', Value>>;
  /** Of each part's flat parameters. */
  readonly gradient: Readonly<Record<'encoder' | 'decoder' | 'discriminator', Value>>;
  /** Averages after this step, by the names of `runningShapes`. */
  readonly running: Readonly<Record<string, Value>>;
}

/**
 * The losses of one batch and the gradient of each part, by the rules of Larsen et al., algorithm 1; what is to be
 * reconstructed is the image without its synthetic anomaly.
 * @param prior what else than the KL the encoder is to minimise, per nat
 * @param running averages before this step
 */
export function vaeGanLosses(
  { target, step }: StepInputs,
  pass: VaeGanPass,
  { encoder, decoder, discriminator }: Sources,
  prior: Seed,
  running: Readonly<Record<string, Value>>,
  size: NetworkSize,
): VaeGanLosses {
  const { mean, logVariance, sample, reconstruction, imagined } = pass;
  const { seenTarget, seenReconstruction, seenImagined } = pass;
  const nats = sub(add(mul(mean, mean), exp(logVariance)), add(logVariance, 1));
  const kl = mul(reduceMean(reduceSum(nats, { axes: [1] })), 0.5);

  const spreadBefore = (index: number): Value => running[`spread.${index}`] as Value;
  const pixelDifference = spreadDifference(target, reconstruction, spreadBefore(0), step);
  const layerDifferences = comparedLayers(size).map((layer, index) => {
    const [reference, other] = [seenTarget.features[layer], seenReconstruction.features[layer]];
    return spreadDifference(reference as Value, other as Value, spreadBefore(index + 1), step);
  });
  const feature = meanOf(layerDifferences.map(({ absolute }) => absolute));
  const pixelLoss = mul(pixelDifference.relative, 0.5);
  const featureLoss = mul(meanOf(layerDifferences.map(({ relative }) => relative)), 0.5);
  const nextSpreads = [pixelDifference, ...layerDifferences].map(({ spread }) => spread);

  const fakeLoss = (logit: Value): Value => mul(reduceMean(softplus(logit)), 0.5);
  const discriminatorLoss = add(
    reduceMean(softplus(neg(seenTarget.logit))),
    add(fakeLoss(seenReconstruction.logit), fakeLoss(seenImagined.logit)),
  );
  const generator = mul(
    add(reduceMean(softplus(neg(seenReconstruction.logit))), reduceMean(softplus(neg(seenImagined.logit)))),
    0.5,
  );
  const discriminatorGradients = gradients(discriminatorLoss, [
    ...discriminator.asked(),
    reconstruction,
    imagined,
  ]);
  const [againstReconstruction, againstImagined] = discriminatorGradients.slice(-2) as [Value, Value];
  const deceiveReconstruction = deceiving(againstReconstruction, seenReconstruction.logit);
  const deceiveImagined = deceiving(againstImagined, seenImagined.logit);

  const [byPixel] = gradients(pixelLoss, [reconstruction], { stopAt: nextSpreads }) as [Value];
  const [byFeature] = gradients(featureLoss, [reconstruction], { stopAt: nextSpreads }) as [Value];
  const shareOf = (gradient: Value, share: number): Value =>
    div(mul(length(byPixel), share), length(gradient));
  const towardsTarget = add(byPixel, mul(byFeature, shareOf(byFeature, teaching.featureShare)));
  const deceit = shareOf(deceiveReconstruction, teaching.adversarialShare);
  const decoderSeeds: Seed[] = [
    { value: reconstruction, gradient: add(towardsTarget, mul(deceiveReconstruction, deceit)) },
    { value: imagined, gradient: mul(deceiveImagined, deceit) },
  ];
  // The encoder sees no adversarial gradient: its walk starts from the reconstruction loss alone.
  const [towardsSample] = gradients([{ value: reconstruction, gradient: towardsTarget }], [sample]) as [
    Value,
  ];
  const grown = clip(mul(sub(step, teaching.klFreeSteps), 1 / teaching.klWarmupSteps), 0, 1);
  const natWeight = mul(grown, teaching.klWeight);
  const encoderSeeds: Seed[] = [
    { value: sample, gradient: towardsSample },
    { value: kl, gradient: natWeight },
    { value: prior.value, gradient: mul(prior.gradient, natWeight) },
  ];
  return {
    losses: { kl, pixel: pixelDifference.absolute, feature, generator, discriminator: discriminatorLoss },
    gradient: {
      encoder: flatten(gradients(encoderSeeds, encoder.asked())),
      decoder: flatten(gradients(decoderSeeds, decoder.asked())),
      discriminator: flatten(discriminatorGradients.slice(0, -2)),
    },
    running: Object.fromEntries(nextSpreads.map((spread, index) => [`spread.${index}`, spread])),
  };
}

/**
 * softplus(-l) has slope -1 / (1 + e^l), softplus(l) has 1 / (1 + e^-l): per image, the gradient of the decoder's
 * adversarial loss is the discriminator's times -e^-l. This saves a second walk through it.
 */
function deceiving(gradient: Value, logit: Value): Value {
  return neg(mul(gradient, reshape(exp(neg(logit)), [Number(logit.shape[0]), 1, 1, 1])));
}

const length = (x: Value): Value => sqrt(add(reduceSumSquare(x), 1e-20));

const meanOf = (values: readonly Value[]): Value =>
  mul(
    values.reduce((sum, value) => add(sum, value)),
    1 / values.length,
  );
