/** Evidence of every head against one image that ought to fail, and how much it counts. */
export interface Anomalous {
  readonly evidence: readonly number[];
  readonly importance: number;
}

/** How strongly weights are drawn to equal ones, in units of the mean loss. */
const pull = 0.05;
const iterations = 300;

/**
 * Weights >= 0 of heads by which anomalous images get more evidence than good ones: ranks pairs of them by logistic
 * regression on their difference, which counts only pairs that are not clearly ranked already, and is drawn to equal weights.
 * @param goods evidence of every head against each good image.
 * @returns one weight per head, sum 1.
 */
export function headWeights(
  goods: readonly (readonly number[])[],
  anomalous: readonly Anomalous[],
): number[] {
  const heads = goods[0]?.length ?? 0;
  const importance = anomalous.reduce((sum, { importance: each }) => sum + each, 0);
  if (heads === 0 || importance <= 0) {
    throw new RangeError(
      `headWeights: needs good and anomalous images, got ${goods.length} and ${anomalous.length}.`,
    );
  }
  const pairs = anomalous.flatMap((bad) =>
    goods.map((good) => ({
      difference: Float64Array.from(good, (evidence, head) => bad.evidence[head]! - evidence),
      share: bad.importance / importance / goods.length,
    })),
  );
  const scale = bestScale(pairs, heads);
  // Weights in units of the equal ones; steps by the largest curvature the loss can have.
  let weights = new Float64Array(heads).fill(1);
  const curvature =
    pairs.reduce((sum, { difference, share }) => sum + share * dot(difference, difference), 0) *
      0.25 *
      scale ** 2 +
    pull;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const slope = weights.map((weight) => pull * (weight - 1));
    for (const { difference, share } of pairs) {
      const doubt = share * scale * logistic(-scale * dot(weights, difference));
      for (let head = 0; head < heads; head++) slope[head]! -= doubt * difference[head]!;
    }
    weights = weights.map((weight, head) => Math.max(0, weight - slope[head]! / curvature));
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Array.from(weights, (weight) => weight / sum);
}

interface Pair {
  readonly difference: Float64Array;
  readonly share: number;
}

/** The common weight that ranks best, by halving an interval of its logarithm. */
function bestScale(pairs: readonly Pair[], heads: number): number {
  const sums = pairs.map(({ difference, share }) => ({
    sum: difference.reduce((total, value) => total + value, 0),
    share,
  }));
  let [low, high] = [Math.log(0.01 / heads), Math.log(10 / heads)];
  for (let halving = 0; halving < 30; halving++) {
    const scale = Math.exp((low + high) / 2);
    const slope = sums.reduce((total, { sum, share }) => total - share * sum * logistic(-scale * sum), 0);
    if (slope < 0) low = Math.log(scale);
    else high = Math.log(scale);
  }
  return Math.exp((low + high) / 2);
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
