import type { Observation } from './head.ts';

/** One Gaussian of a mixture. */
export interface Component {
  /** 0..1; those of all components add up to 1. */
  readonly share: number;
  readonly mean: readonly number[];
  /** size x size, row-major, positive definite. */
  readonly covariance: Float64Array;
}

/** As many images as the covariance of all of them counts for in that of one component. */
const pooledImages = 10;
/** Least variance in a direction, relative to the mean variance of all. */
const varianceFloor = 1e-3;
/** A component that accounts for less than one image says nothing. */
const leastImages = 1;

/**
 * The mixture of Gaussians that samples and their memberships give (Zong et al. 2018, equation 5). Every covariance
 * is drawn towards that of all samples, and off a plane: a few dozen images must be enough for it.
 * @throws RangeError when there are fewer than two samples.
 */
export function fitMixture(samples: Observation, memberships: Observation): Component[] {
  const { images, data } = samples;
  if (images < 2) throw new RangeError(`fitMixture: needs two or more samples, got ${images}.`);
  const size = samples.shape[0]!;
  const count = memberships.shape[0]!;
  const membershipOf = (component: number) => (image: number) => memberships.data[image * count + component]!;
  const all = moments(data, size, images, () => 1);
  const floor = Math.max(1e-6, (varianceFloor * trace(all.covariance, size)) / size);
  for (let i = 0; i < size; i++) all.covariance[i * size + i]! += floor;
  const weighed = Array.from({ length: count }, (_, component) =>
    moments(data, size, images, membershipOf(component)),
  ).filter(({ weight }) => weight >= leastImages);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return weighed.map(({ weight, mean, covariance }) => {
    const own = weight / (weight + pooledImages);
    const drawn = covariance.map((value, i) => own * value + (1 - own) * all.covariance[i]!);
    for (let i = 0; i < size; i++) drawn[i * size + i]! += own * floor;
    return { share: weight / total, mean, covariance: drawn };
  });
}

/** Weighted count, mean and covariance. */
function moments(
  data: Float32Array,
  size: number,
  images: number,
  weightOf: (image: number) => number,
): { weight: number; mean: number[]; covariance: Float64Array } {
  const mean = Array<number>(size).fill(0);
  const covariance = new Float64Array(size * size);
  let weight = 0;
  for (let image = 0; image < images; image++) weight += weightOf(image);
  if (weight === 0) return { weight, mean, covariance };
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < size; i++) mean[i]! += (weightOf(image) / weight) * data[image * size + i]!;
  }
  for (let image = 0; image < images; image++) {
    const share = weightOf(image) / weight;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const product = (data[image * size + i]! - mean[i]!) * (data[image * size + j]! - mean[j]!);
        covariance[i * size + j]! += share * product;
      }
    }
  }
  return { weight, mean, covariance };
}

function trace(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i * size + i]!;
  return sum;
}
