import type { Value } from '../graph/graph.ts';
import { staticShape } from '../graph/shape.ts';
import { add, div, exp, log, mul, reciprocal, sqrt, sub } from '../ops/elementwise.ts';
import { reshape, slice, transpose } from '../ops/layout.ts';
import { matMul } from '../ops/matrix.ts';
import { reduceMean, reduceMin, reduceSum } from '../ops/reduce.ts';

/** Means over a batch, by which a mixture of M Gaussians in K dimensions is known. */
export interface MixtureMoments {
  /** [M]: membership. */
  readonly share: Value;
  /** [M, K]: membership times sample. */
  readonly first: Value;
  /** [M, K, K]: membership times the sample's products. */
  readonly second: Value;
}

export interface Mixture {
  /** [M], adds up to about 1. */
  readonly share: Value;
  /** [M, K]. */
  readonly mean: Value;
  /** [M, K, K], positive definite. */
  readonly covariance: Value;
}

/** Added to every variance: keeps a component of one sample from becoming infinitely dense. */
export const varianceFloor = 1e-3;

/** sample [N, K] and membership [N, M], N known. */
export function mixtureMoments(sample: Value, membership: Value): MixtureMoments {
  const [count = 1, size = 1] = staticShape('mixtureMoments', sample.shape);
  const [, components = 1] = staticShape('mixtureMoments', membership.shape);
  const weights = mul(transpose(membership), 1 / count);
  const products = mul(reshape(sample, [count, size, 1]), reshape(sample, [count, 1, size]));
  return {
    share: reduceMean(membership, { axes: [0] }),
    first: matMul(weights, sample),
    second: reshape(matMul(weights, reshape(products, [count, size * size])), [components, size, size]),
  };
}

/** Zong et al., equation 5. */
export function mixtureOf({ share, first, second }: MixtureMoments): Mixture {
  const [components = 1, size = 1] = staticShape('mixtureOf', first.shape);
  const safeShare = add(share, 1e-6);
  const mean = div(first, reshape(safeShare, [components, 1]));
  const products = mul(reshape(mean, [components, size, 1]), reshape(mean, [components, 1, size]));
  const floor = Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? varianceFloor : 0));
  const raw = sub(div(second, reshape(safeShare, [components, 1, 1])), products);
  return {
    share: safeShare,
    mean,
    covariance: add(raw, share.graph.constant(floor, share.type, [size, size])),
  };
}

/**
 * Negative log-density of samples under a mixture of Gaussians in nats, [N, K] -> [N] (Zong et al., equation 6). ONNX has no
 * Cholesky decomposition: it is unrolled, one column of all components at a time, and each sample's difference is
 * solved along with it.
 */
export function mixtureEnergy(sample: Value, { share, mean, covariance }: Mixture): Value {
  const [count = 1, size = 1] = staticShape('mixtureEnergy', sample.shape);
  const [components = 1] = staticShape('mixtureEnergy', mean.shape);
  let rest = covariance;
  let difference = sub(reshape(sample, [count, 1, size]), mean);
  let squares: Value | null = null;
  let logRoots: Value | null = null;
  for (let left = size; left > 0; left--) {
    const head = { start: 0, end: 1 };
    const tail = { start: 1, end: left };
    const root = sqrt(slice(rest, [{ axis: 1, ...head }, { axis: 2, ...head }])); // prettier-ignore
    const solved = div(slice(difference, [{ axis: 2, ...head }]), reshape(root, [components, 1]));
    const square = mul(solved, solved);
    squares = squares ? add(squares, square) : square;
    logRoots = logRoots ? add(logRoots, log(root)) : log(root);
    if (left === 1) break;
    const column = div(slice(rest, [{ axis: 1, ...tail }, { axis: 2, ...head }]), root); // prettier-ignore
    const row = reshape(column, [components, 1, left - 1]);
    rest = sub(slice(rest, [{ axis: 1, ...tail }, { axis: 2, ...tail }]), mul(column, row)); // prettier-ignore
    const known = mul(solved, reshape(column, [components, left - 1]));
    difference = sub(slice(difference, [{ axis: 2, ...tail }]), known);
  }
  const density = sub(reshape(logRoots as Value, [components]), log(share));
  const scaled = mul(reshape(squares as Value, [count, components]), 0.5);
  const perComponent = add(add(scaled, density), 0.5 * size * Math.log(2 * Math.PI));
  const least = reduceMin(perComponent, { axes: [1], keepDims: true });
  const others = reduceSum(exp(sub(least, perComponent)), { axes: [1] });
  return sub(reshape(least, [count]), log(others));
}

/** Sum of the inverse variances: keeps the components from collapsing (Zong et al., equation 7). Scalar. */
export function collapsePenalty({ covariance }: Mixture): Value {
  const [, size = 1] = staticShape('collapsePenalty', covariance.shape);
  const diagonal = Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));
  const pick = covariance.graph.constant(diagonal, covariance.type, [size, size]);
  const variances = reduceSum(mul(covariance, pick), { axes: [2] });
  return reduceSum(reciprocal(variances));
}
