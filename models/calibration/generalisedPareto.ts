/** Generalised Pareto distribution of excesses x >= 0: P(X > x) = (1 + shape x / scale)^(-1 / shape). */
export interface GeneralisedPareto {
  readonly shape: number;
  /** > 0. */
  readonly scale: number;
}

/**
 * Fits it to excesses over a threshold by Zhang and Stephens (2009), "A new and efficient estimation method for the
 * generalized Pareto distribution", Technometrics 51(3): the posterior mean of theta = -shape / scale under a prior
 * that the data scale, on a grid. Defined for every sample, less biased than maximum likelihood where that exists.
 * @throws RangeError on fewer than 5 excesses, a negative one, or a quarter of them zero.
 */
export function fitGeneralisedPareto(excesses: readonly number[]): GeneralisedPareto {
  const sorted = excesses.toSorted((a, b) => a - b);
  const count = sorted.length;
  const quartile = sorted[Math.floor(count / 4 + 0.5) - 1];
  if (count < 5 || quartile === undefined || !(sorted[0]! >= 0 && quartile > 0)) {
    throw new RangeError(
      `fitGeneralisedPareto: needs at least 5 excesses, hardly any of them zero; got ${count}, the lower quartile ${quartile}.`,
    );
  }
  const largest = sorted[count - 1]!;
  const gridSize = 20 + Math.floor(Math.sqrt(count));
  const meanLog = (theta: number): number =>
    sorted.reduce((sum, excess) => sum + Math.log1p(-theta * excess), 0) / count;
  const thetas = Array.from(
    { length: gridSize },
    (_, j) => 1 / largest + (1 - Math.sqrt(gridSize / (j + 0.5))) / (3 * quartile),
  );
  const logLikelihoods = thetas.map((theta) => {
    const shape = meanLog(theta);
    return count * (Math.log(-theta / shape) - shape - 1);
  });
  const best = Math.max(...logLikelihoods);
  const weights = logLikelihoods.map((value) => Math.exp(value - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const theta = thetas.reduce((sum, value, j) => sum + value * weights[j]!, 0) / total;
  const shape = meanLog(theta);
  return { shape, scale: -shape / theta };
}

/** The excess that a share 0..1 of the distribution lies above. */
export function paretoExcess({ shape, scale }: GeneralisedPareto, share: number): number {
  const rarity = -Math.log(share);
  return shape === 0 ? scale * rarity : (scale * Math.expm1(shape * rarity)) / shape;
}
