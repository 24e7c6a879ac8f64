import { type Seed, gradients } from '../gradient/gradients.ts';
import type { Value } from '../graph/graph.ts';
import { add, div, identity, mul, sub } from '../ops/elementwise.ts';
import { slice } from '../ops/layout.ts';
import { reduceMean, reduceSumSquare } from '../ops/reduce.ts';
import {
  type MixtureMoments,
  collapsePenalty,
  mixtureEnergy,
  mixtureMoments,
  mixtureOf,
} from './mixtureEnergy.ts';
import { codeOf, latentOf, mixtureSample, reconstructionErrors } from './mixtureNet.ts';
import { comparedLayers } from './networkParts.ts';
import type { NetworkSize } from './networkSize.ts';
import { runningAverage } from './runningAverage.ts';
import { goodCount, teaching } from './teaching.ts';
import type { StepInputs, VaeGanPass } from './vaeGanPass.ts';
import { type Recorded, flatten } from './weights.ts';

export interface MixtureLosses {
  /** Mean energy of the good images, nats. */
  readonly energy: Value;
  /** Of the flat parameters. */
  readonly gradient: Value;
  /** Of energy and penalty at the latent mean, per nat of energy. */
  readonly towardsLatent: Seed;
  /** Averages after this step, by the names of `runningShapes`. */
  readonly running: Readonly<Record<string, Value>>;
}

/**
 * DAGMM's joint loss on the good images of a batch: what the code loses of the latent mean, the energy and the
 * penalty. The reconstruction's errors are constants to it: they have losses of their own, and a mixture is as
 * dense when all images are reconstructed equally badly.
 * The mixture is that of the recent batches; the gradient takes it for that of the newest, whose moments are too few to
 * give a covariance.
 * @param running averages before this step
 */
export function mixtureLosses(
  { image, step }: StepInputs,
  pass: VaeGanPass,
  { weight, asked }: Recorded,
  running: Readonly<Record<string, Value>>,
  size: NetworkSize,
): MixtureLosses {
  const goods = goodCount(Number(image.shape[0]));
  const good = (x: Value): Value => slice(x, [{ axis: 0, start: 0, end: goods }]);
  const layers = (features: readonly Value[]): Value[] =>
    comparedLayers(size).map((layer) => good(features[layer] as Value));
  const averaged = (name: string, newest: Value): Value =>
    runningAverage(running[name] as Value, newest, step);

  const latentMean = good(pass.mean);
  const errors = reconstructionErrors(
    good(image),
    good(pass.reconstruction),
    layers(pass.seenTarget.features),
    layers(pass.seenReconstruction.features),
  );
  const errorMoments = {
    mean: averaged('errors.mean', reduceMean(errors, { axes: [0] })),
    square: averaged('errors.square', reduceMean(mul(errors, errors), { axes: [0] })),
  };
  const { sample, membership } = mixtureSample(latentMean, errors, errorMoments, weight);
  const newest = mixtureMoments(sample, membership);
  const recent: MixtureMoments = {
    share: averaged('mixture.share', newest.share),
    first: averaged('mixture.first', newest.first),
    second: averaged('mixture.second', newest.second),
  };
  const { share, first, second } = recent;
  const constants: Value[] = [errors, errorMoments.mean, errorMoments.square, share, first, second];
  const constant = (x: Value): Value => {
    const copy = identity(x);
    constants.push(copy);
    return copy;
  };
  const straightThrough = (name: keyof MixtureMoments): Value =>
    add(recent[name], sub(newest[name], constant(newest[name])));
  const mixture = mixtureOf({
    share: straightThrough('share'),
    first: straightThrough('first'),
    second: straightThrough('second'),
  });
  const energy = reduceMean(mixtureEnergy(sample, mixture));
  const joint = add(mul(energy, teaching.energyShare), mul(collapsePenalty(mixture), teaching.penaltyShare));

  const given = constant(latentMean);
  const lost = sub(given, latentOf(codeOf(given, weight), size.latentSize, weight));
  const compression = div(reduceSumSquare(lost), constant(add(reduceSumSquare(given), 1e-6)));

  const found = gradients(add(compression, joint), [...asked(), latentMean], { stopAt: constants });
  return {
    energy,
    gradient: flatten(found.slice(0, -1)),
    towardsLatent: {
      value: latentMean,
      gradient: mul(found.at(-1) as Value, 1 / teaching.energyShare),
    },
    running: {
      'errors.mean': errorMoments.mean,
      'errors.square': errorMoments.square,
      'mixture.share': recent.share,
      'mixture.first': recent.first,
      'mixture.second': recent.second,
    },
  };
}
