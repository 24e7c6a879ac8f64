import { gradients } from '../gradient/gradients.ts';
import { Graph, type Value } from '../graph/graph.ts';
import { adamW, clipByGlobalNorm, movingAverage, warmupCosine } from '../optimizer.ts';
import { clip, mul, sub } from '../ops/elementwise.ts';
import { differenceLogit, differenceLoss } from './differenceNet.ts';
import { mixtureLosses } from './mixtureLosses.ts';
import { type Layouts, forParts, networkParts, runningShapes } from './networkParts.ts';
import type { NetworkSize } from './networkSize.ts';
import { placeInputs } from './place.ts';
import { teaching } from './teaching.ts';
import { vaeGanLosses } from './vaeGanLosses.ts';
import { type StepInputs, vaeGanPass } from './vaeGanPass.ts';
import { flatten, recordedWeights } from './weights.ts';

/** What each part carries from step to step, one flat vector each: `<part>.<name>` in, `next.<part>.<name>` out. */
export const stateNames = ['parameters', 'mean', 'square', 'average'] as const;

export const lossNames = [
  'kl',
  'pixel',
  'feature',
  'generator',
  'discriminator',
  'difference',
  'energy',
] as const;
export type LossName = (typeof lossNames)[number];

/**
 * One training step as a graph: state, batch and step in; next state and losses out. The VAE-GAN learns to reconstruct
 * images without their synthetic anomalies, the difference net to find these in image and reconstruction, the mixture
 * how dense good images lie.
 */
export function teachingStep(size: NetworkSize, layouts: Layouts, batch: number): Graph {
  const graph = new Graph('teachingStep');
  const picture = [batch, size.channels, size.height, size.width];
  const inputs: StepInputs = {
    image: graph.input('image', picture),
    target: graph.input('target', picture),
    mask: graph.input('mask', [batch, 1, size.height, size.width]),
    epsilon: graph.input('epsilon', [batch, size.latentSize]),
    prior: graph.input('prior', [batch, size.latentSize]),
    noise: graph.input('noise', picture),
    step: graph.input('step', []),
    place: placeInputs(graph, size, batch),
  };
  const running = Object.fromEntries(
    Object.entries(runningShapes(size)).map(([name, shape]) => [name, graph.input(`running.${name}`, shape)]),
  );
  const { step } = inputs;
  const total = graph.input('total', []);
  const state = forParts(
    (part) =>
      Object.fromEntries(
        stateNames.map((name) => [name, graph.input(`${part}.${name}`, [layouts[part].count])]),
      ) as Record<(typeof stateNames)[number], Value>,
  );
  const sources = forParts((part) => recordedWeights(state[part].parameters, layouts[part]));

  const pass = vaeGanPass(inputs, sources, size);
  const mixture = mixtureLosses(inputs, pass, sources.mixture, running, size);
  const vaeGan = vaeGanLosses(inputs, pass, sources, mixture.towardsLatent, running, size);
  // The reconstruction is given: making the difference net's work easier is not what the decoder is for.
  const { image, mask } = inputs;
  const logit = differenceLogit(
    image,
    pass.reconstruction,
    vaeGan.running['spread.0'] as Value,
    sources.difference.weight,
    size,
  );
  const difference = differenceLoss(logit, mask);

  const losses: Record<LossName, Value> = { ...vaeGan.losses, difference, energy: mixture.energy };
  const gradient = {
    ...vaeGan.gradient,
    difference: flatten(gradients(difference, sources.difference.asked())),
    mixture: mixture.gradient,
  };
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
  for (const [name, average] of Object.entries({ ...vaeGan.running, ...mixture.running })) {
    graph.output(`next.running.${name}`, average);
  }
  for (const name of lossNames) graph.output(name, losses[name]);
  return graph;
}

/** 1 while the discriminator's loss is high, 0 once it wins too easily. */
function restraint(loss: Value): Value {
  const [full, none] = teaching.discriminatorLimits;
  return clip(mul(sub(loss, none), 1 / (full - none)), 0, 1);
}
