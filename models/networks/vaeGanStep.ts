import { type Seed, gradients } from '../gradient/gradients.ts';
import { Graph, type Value } from '../graph/graph.ts';
import { adamW, clipByGlobalNorm, movingAverage, warmupCosine } from '../optimizer.ts';
import { add, clip, div, exp, min, mul, neg, softplus, sqrt, sub } from '../ops/elementwise.ts';
import { reshape } from '../ops/layout.ts';
import { reduceMean, reduceSum, reduceSumSquare } from '../ops/reduce.ts';
import { type SpreadDifference, spreadDifference } from './spreadDifference.ts';
import { type NetworkSize, levelChannels, requireNetworkSize } from './networkSize.ts';
import { decode, discriminate, discriminatorFeatures, encode } from './vaeGan.ts';
import { type Initial, type ParameterLayout, declareParameters, flatWeights, flatten } from './weights.ts';

export const networkParts = ['encoder', 'decoder', 'discriminator'] as const;
export type NetworkPart = (typeof networkParts)[number];
export type Layouts = Readonly<Record<NetworkPart, ParameterLayout>>;

/** What each part carries from step to step, one flat vector each: `<part>.<name>` in, `next.<part>.<name>` out. */
export const stateNames = ['parameters', 'mean', 'square', 'average'] as const;

export const lossNames = ['kl', 'pixel', 'feature', 'generator', 'discriminator'] as const;
export type LossName = (typeof lossNames)[number];

/** Fixed for every product: losses are free of scale, so nothing here is to be tuned per part. */
export const teaching = {
  /** Weight of a nat of KL. The other terms are means: as many values as its inverse count as independent. */
  klWeight: 1 / 400,
  /** Steps over which the KL grows to its weight (Bowman et al. 2016): latents come into use before they cost. */
  klWarmupSteps: 200,
  /**
   * Strength of the feature loss (gamma of Larsen et al.) and of the adversarial loss, as the length of their
   * gradient at the reconstruction relative to the pixel loss's (as VQGAN does, Esser et al. 2021): neither can
   * drown the other, whatever product and seed.
   */
  featureShare: 1,
  adversarialShare: 0.05,
  /** Noise on what the discriminator sees, in deviations of the image (Soenderby et al. 2017). */
  instanceNoise: 0.5,
  /**
   * The discriminator's learning rate falls from full at the first to nothing at the second of these losses
   * (1.39 is chance): no decoder draws the texture of a good image, so left alone it soon tells all images
   * apart by texture and its features forget structure. Larsen et al. balance the two by such limits as well.
   */
  discriminatorLimits: [1, 0.5],
  averageDecay: 0.998,
  gradientLimit: 1,
  schedule: { finalShare: 0.02, warmupSteps: 50 },
  learningRate: { encoder: 2e-3, decoder: 2e-3, discriminator: 1e-4 },
  adam: { beta1: 0.8, beta2: 0.99, epsilon: 1e-8, weightDecay: 1e-3 },
} as const;

export function networkLayouts(size: NetworkSize): Layouts {
  requireNetworkSize(size);
  const graph = new Graph('declaration');
  const image = graph.input('image', [1, size.channels, size.height, size.width]);
  const latent = graph.input('latent', [1, size.latentSize]);
  return {
    encoder: declareParameters(graph, (weight) => encode(image, weight, size)),
    decoder: declareParameters(graph, (weight) => decode(latent, weight, size)),
    discriminator: declareParameters(graph, (weight) =>
      discriminate(discriminatorFeatures(image, weight, size), weight),
    ),
  };
}

export interface StepInputs {
  readonly image: Value;
  readonly epsilon: Value;
  readonly prior: Value;
  readonly noise: Value;
  /** Scalar, 1 at the first step. */
  readonly step: Value;
  /** Spreads after the step before, shaped as `spreadShapes` says. */
  readonly spreads: readonly Value[];
}

/** The losses of one batch and the gradient of each part's flat parameters, by the rules of Larsen et al., algorithm 1. */
export function lossesAndGradients(
  inputs: StepInputs,
  flat: Readonly<Record<NetworkPart, Value>>,
  layouts: Layouts,
  size: NetworkSize,
): { losses: Record<LossName, Value>; gradient: Record<NetworkPart, Value>; spreads: readonly Value[] } {
  const { image, epsilon, prior, noise, step, spreads } = inputs;
  const source = {
    encoder: recorded(flat.encoder, layouts.encoder),
    decoder: recorded(flat.decoder, layouts.decoder),
    discriminator: recorded(flat.discriminator, layouts.discriminator),
  };

  const { mean, logVariance } = encode(image, source.encoder.weight, size);
  const sample = add(mean, mul(exp(mul(logVariance, 0.5)), epsilon));
  const reconstruction = decode(sample, source.decoder.weight, size);
  const imagined = decode(prior, source.decoder.weight, size);

  const see = (x: Value): { features: readonly Value[]; logit: Value } => {
    const features = discriminatorFeatures(x, source.discriminator.weight, size, noise);
    return { features, logit: discriminate(features, source.discriminator.weight) };
  };
  const [seenImage, seenReconstruction, seenImagined] = [see(image), see(reconstruction), see(imagined)];

  const kl = mul(
    reduceMean(reduceSum(sub(add(mul(mean, mean), exp(logVariance)), add(logVariance, 1)), { axes: [1] })),
    0.5,
  );
  const differences: SpreadDifference[] = comparedLayers(size).map((layer, index) => {
    const [reference, other] = [seenImage.features[layer], seenReconstruction.features[layer]] as [
      Value,
      Value,
    ];
    return spreadDifference(reference, other, spreads[index + 1] as Value, step);
  });
  const pixelDifference = spreadDifference(image, reconstruction, spreads[0] as Value, step);
  const meanOf = (values: readonly Value[]): Value =>
    mul(
      values.reduce((sum, value) => add(sum, value)),
      1 / values.length,
    );
  const pixel = pixelDifference.absolute;
  const feature = meanOf(differences.map(({ absolute }) => absolute));
  const pixelLoss = mul(pixelDifference.relative, 0.5);
  const featureLoss = mul(meanOf(differences.map(({ relative }) => relative)), 0.5);
  const nextSpreads = [pixelDifference, ...differences].map(({ spread }) => spread);

  const fakeLoss = (logit: Value): Value => mul(reduceMean(softplus(logit)), 0.5);
  const discriminator = add(
    reduceMean(softplus(neg(seenImage.logit))),
    add(fakeLoss(seenReconstruction.logit), fakeLoss(seenImagined.logit)),
  );
  const generator = mul(
    add(reduceMean(softplus(neg(seenReconstruction.logit))), reduceMean(softplus(neg(seenImagined.logit)))),
    0.5,
  );

  const discriminatorGradients = gradients(discriminator, [
    ...source.discriminator.asked(),
    reconstruction,
    imagined,
  ]);
  const [againstReconstruction, againstImagined] = discriminatorGradients.slice(-2) as [Value, Value];
  // softplus(-l) has slope -1 / (1 + e^l), softplus(l) has 1 / (1 + e^-l): per image, the gradient of the
  // decoder's adversarial loss is the discriminator's times -e^-l. This saves a second walk through it.
  const adversarial = (gradient: Value, logit: Value): Value =>
    neg(mul(gradient, reshape(exp(neg(logit)), [Number(image.shape[0]), 1, 1, 1])));
  const deceiveReconstruction = adversarial(againstReconstruction, seenReconstruction.logit);
  const deceiveImagined = adversarial(againstImagined, seenImagined.logit);

  const [byPixel] = gradients(pixelLoss, [reconstruction], { stopAt: nextSpreads }) as [Value];
  const [byFeature] = gradients(featureLoss, [reconstruction], { stopAt: nextSpreads }) as [Value];
  const length = (x: Value): Value => sqrt(add(reduceSumSquare(x), 1e-20));
  const shareOf = (gradient: Value, share: number): Value =>
    div(mul(length(byPixel), share), length(gradient));
  const towardsImage = add(byPixel, mul(byFeature, shareOf(byFeature, teaching.featureShare)));
  const deceit = shareOf(deceiveReconstruction, teaching.adversarialShare);
  const decoderSeeds: Seed[] = [
    { value: reconstruction, gradient: add(towardsImage, mul(deceiveReconstruction, deceit)) },
    { value: imagined, gradient: mul(deceiveImagined, deceit) },
  ];
  // The encoder sees no adversarial gradient: its walk starts from the reconstruction loss alone.
  const [towardsSample] = gradients([{ value: reconstruction, gradient: towardsImage }], [sample]) as [Value];
  const klSeed: Seed = {
    value: kl,
    gradient: mul(min(mul(step, 1 / teaching.klWarmupSteps), 1), teaching.klWeight),
  };
  return {
    losses: { kl, pixel, feature, generator, discriminator },
    spreads: nextSpreads,
    gradient: {
      encoder: flatten(
        gradients([{ value: sample, gradient: towardsSample }, klSeed], source.encoder.asked()),
      ),
      decoder: flatten(gradients(decoderSeeds, source.decoder.asked())),
      discriminator: flatten(discriminatorGradients.slice(0, -2)),
    },
  };
}

/** Layers of discriminator features that are compared: the coarser ones, which see structure before texture. */
export function comparedLayers(size: NetworkSize): readonly number[] {
  const layers = levelChannels(size).length;
  return [layers - 3, layers - 2, layers - 1];
}

/** Shapes of the running spreads: pixels first, then every compared layer of features. */
export function spreadShapes(size: NetworkSize): readonly (readonly number[])[] {
  const channels = levelChannels(size);
  const layers = comparedLayers(size).map((layer) => [
    channels[layer] ?? 1,
    size.height / 2 ** (layer + 1),
    size.width / 2 ** (layer + 1),
  ]);
  return [[size.channels, size.height, size.width], ...layers];
}

/** One training step as a graph: state, batch and step in; next state and losses out. */
export function vaeGanStep(size: NetworkSize, layouts: Layouts, batch: number): Graph {
  const graph = new Graph('vaeGanStep');
  const picture = [batch, size.channels, size.height, size.width];
  const inputs: StepInputs = {
    image: graph.input('image', picture),
    epsilon: graph.input('epsilon', [batch, size.latentSize]),
    prior: graph.input('prior', [batch, size.latentSize]),
    noise: graph.input('noise', picture),
    step: graph.input('step', []),
    spreads: spreadShapes(size).map((shape, index) => graph.input(`spread.${index}`, shape)),
  };
  const { step } = inputs;
  const total = graph.input('total', []);
  const state = forParts(
    (part) =>
      Object.fromEntries(
        stateNames.map((name) => [name, graph.input(`${part}.${name}`, [layouts[part].count])]),
      ) as Record<(typeof stateNames)[number], Value>,
  );
  const { losses, gradient, spreads } = lossesAndGradients(
    inputs,
    forParts((part) => state[part].parameters),
    layouts,
    size,
  );
  for (const part of networkParts) {
    const clipped = clipByGlobalNorm(gradient[part], teaching.gradientLimit);
    const scheduled = warmupCosine(step, total, { peak: teaching.learningRate[part], ...teaching.schedule });
    const rate = part === 'discriminator' ? mul(scheduled, restraint(losses.discriminator)) : scheduled;
    const next = adamW(state[part], clipped.gradient, step, rate, 1, teaching.adam);
    const average = movingAverage(state[part].average, next.parameters, step, teaching.averageDecay);
    for (const name of stateNames) {
      graph.output(`next.${part}.${name}`, name === 'average' ? average : next[name]);
    }
    graph.output(`norm.${part}`, clipped.norm);
  }
  spreads.forEach((spread, index) => graph.output(`next.spread.${index}`, spread));
  for (const name of lossNames) graph.output(name, losses[name]);
  return graph;
}

/** 1 while the discriminator's loss is high, 0 once it wins too easily. */
function restraint(loss: Value): Value {
  const [full, none] = teaching.discriminatorLimits;
  return clip(mul(sub(loss, none), 1 / (full - none)), 0, 1);
}

export function forParts<T>(make: (part: NetworkPart) => T): Record<NetworkPart, T> {
  return { encoder: make('encoder'), decoder: make('decoder'), discriminator: make('discriminator') };
}

/** Parameters cut from a flat vector, listed in the layout's order for the gradients. */
function recorded(flat: Value, layout: ParameterLayout) {
  const weight = flatWeights(flat, layout);
  const none: Initial = { constant: 0 };
  return {
    weight,
    asked: (): Value[] => layout.parameters.map(({ name, shape }) => weight(name, shape, none)),
  };
}
