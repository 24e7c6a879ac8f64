import type { Value } from './graph/graph.ts';
import { add, cos, div, less, lessOrEqual, min, mul, pow, sqrt, sub, where } from './ops/elementwise.ts';
import { reduceSumSquare } from './ops/reduce.ts';

export interface AdamOptions {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Decoupled weight decay, a factor of the learning rate. */
  readonly weightDecay: number;
}

/** Tensors Adam carries from step to step, all of the parameters' shape. */
export interface AdamState {
  readonly parameters: Value;
  readonly mean: Value;
  readonly square: Value;
}

/**
 * One step of Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2).
 * @param step scalar, 1 at the first step
 * @param learningRate scalar, schedule included
 * @param decayed 1 where a parameter decays, 0 where not; broadcasts to the parameters
 */
export function adamW(
  state: AdamState,
  gradient: Value,
  step: Value,
  learningRate: Value,
  decayed: Value | number,
  { beta1, beta2, epsilon, weightDecay }: AdamOptions,
): AdamState {
  const mean = add(mul(state.mean, beta1), mul(gradient, 1 - beta1));
  const square = add(mul(state.square, beta2), mul(mul(gradient, gradient), 1 - beta2));
  const unbiased = (moment: Value, beta: number): Value => div(moment, sub(1, powerOf(beta, step)));
  const direction = div(unbiased(mean, beta1), add(sqrt(unbiased(square, beta2)), epsilon));
  const decay =
    typeof decayed === 'number'
      ? mul(state.parameters, decayed * weightDecay)
      : mul(state.parameters, mul(decayed, weightDecay));
  return { parameters: sub(state.parameters, mul(learningRate, add(direction, decay))), mean, square };
}

const powerOf = (base: number, exponent: Value): Value =>
  pow(exponent.graph.constant(base, exponent.type), exponent);

/**
 * Scales a gradient down to a global norm of at most `limit` (Pascanu et al. 2013). A gradient that is not
 * finite becomes zero: such a step leaves the moments to fade and the parameters nearly where they were.
 * @returns the gradient and its norm before clipping (scalar)
 */
export function clipByGlobalNorm(gradient: Value, limit: number): { gradient: Value; norm: Value } {
  const norm = sqrt(reduceSumSquare(gradient));
  const scale = min(div(limit, add(norm, 1e-12)), 1);
  // A comparison with NaN is false.
  const finite = lessOrEqual(norm, 1e30);
  return { gradient: where(finite, mul(gradient, scale), 0), norm };
}

export interface ScheduleOptions {
  /** Highest learning rate. */
  readonly peak: number;
  /** Share of `peak` reached at the last step. */
  readonly finalShare: number;
  /** Steps of linear warm-up. */
  readonly warmupSteps: number;
}

/**
 * Learning rate of a step: linear warm-up, then half a cosine down to peak * finalShare at `total`
 * (Loshchilov and Hutter 2017).
 * @param step scalar, 1 at the first step
 * @param total scalar, number of steps of the whole run
 */
export function warmupCosine(
  step: Value,
  total: Value,
  { peak, finalShare, warmupSteps }: ScheduleOptions,
): Value {
  const rising = div(step, warmupSteps);
  const done = min(div(sub(step, warmupSteps), add(sub(total, warmupSteps), 1e-6)), 1);
  const falling = add(mul(add(cos(mul(done, Math.PI)), 1), (1 - finalShare) / 2), finalShare);
  return mul(where(less(step, warmupSteps), rising, falling), peak);
}

/**
 * Exponential moving average of parameters, its horizon growing with the run so that early weights are
 * forgotten: decay = min(limit, (1 + step) / (10 + step)).
 */
export function movingAverage(average: Value, parameters: Value, step: Value, limit: number): Value {
  const decay = min(div(add(step, 1), add(step, 10)), limit);
  return add(mul(average, decay), mul(parameters, sub(1, decay)));
}
