/** Evidence of every head against one image that ought to fail, and how much it counts. */
export interface Anomalous {
  readonly evidence: readonly number[];
  readonly importance: number;
}

/** How strongly weights are drawn to the expected ones, in units of the mean loss. */
const pull = 0.01;
const iterations = 300;

/**
 * Weights >= 0 of heads by which anomalous images get more evidence than good ones. Pairs of the two are ranked by logistic
 * regression on their difference (RankNet, Burges et al. 2005): only those not clearly ranked already count, and of
 * heads that say the same none counts twice. Drawn to the expected weights, so that few images change them little.
 * @param goods evidence of every head against each good image.
 * @param expected weights before anything is known of how heads go together, >= 0, some of them above 0.
 * @returns one weight per head, sum 1.
 */
export function headWeights(
  goods: readonly (readonly number[])[],
  anomalous: readonly Anomalous[],
  expected: readonly number[],
): number[] {
  const mean = expected.reduce((sum, weight) => sum + weight, 0) / expected.length;
  const importance = anomalous.reduce((sum, each) => sum + each.importance, 0);
  if (!(mean > 0 && importance > 0) || goods.length === 0) {
    throw new RangeError(
      `headWeights: needs expected weights, good and anomalous images, got ${expected.join(', ') || 'none'}; ${goods.length} and ${anomalous.length}.`,
    );
  }
  const centre = expected.map((weight) => weight / mean);
  const pairs = pairsOf(goods, anomalous, importance);
  const scale = bestScale(pairs, centre);
  const curvature = pull + 0.25 * scale ** 2 * meanSquare(pairs);
  // Projected gradient descent with Nesterov's momentum (FISTA, Beck and Teboulle 2009).
  let [weights, ahead, momentum] = [centre, centre, 1];
  for (let iteration = 0; iteration < iterations; iteration++) {
    const slope = slopeAt(pairs, ahead, scale);
    const next = ahead.map((weight, head) =>
      Math.max(0, weight - (slope[head]! + pull * (weight - centre[head]!)) / curvature),
    );
    const grown = (1 + Math.sqrt(1 + 4 * momentum ** 2)) / 2;
    const before = weights;
    ahead = next.map((weight, head) => weight + ((momentum - 1) / grown) * (weight - before[head]!));
    [weights, momentum] = [next, grown];
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Differences of evidence, anomalous minus good, head after head, and the share of each pair in the loss. */
interface Pairs {
  readonly differences: Float64Array;
  readonly shares: Float64Array;
}

function pairsOf(
  goods: readonly (readonly number[])[],
  anomalous: readonly Anomalous[],
  importance: number,
): Pairs {
  const heads = goods[0]!.length;
  const differences = new Float64Array(goods.length * anomalous.length * heads);
  const shares = new Float64Array(goods.length * anomalous.length);
  let at = 0;
  anomalous.forEach((bad, row) =>
    goods.forEach((good, column) => {
      shares[row * goods.length + column] = bad.importance / importance / goods.length;
      for (let head = 0; head < heads; head++) differences[at++] = bad.evidence[head]! - good[head]!;
    }),
  );
  return { differences, shares };
}

/** Slope of the mean loss log(1 + exp(-scale * difference)) of the weighted differences. */
function slopeAt({ differences, shares }: Pairs, weights: readonly number[], scale: number): Float64Array {
  const heads = weights.length;
  const slope = new Float64Array(heads);
  for (let pair = 0, at = 0; pair < shares.length; pair++, at += heads) {
    let margin = 0;
    for (let head = 0; head < heads; head++) margin += weights[head]! * differences[at + head]!;
    const doubt = (shares[pair]! * scale) / (1 + Math.exp(scale * margin));
    for (let head = 0; head < heads; head++) slope[head]! -= doubt * differences[at + head]!;
  }
  return slope;
}

/** The common factor of the weights that ranks best, by halving an interval of its logarithm. */
function bestScale(pairs: Pairs, weights: readonly number[]): number {
  let [low, high] = [Math.log(0.01 / weights.length), Math.log(10 / weights.length)];
  for (let halving = 0; halving < 20; halving++) {
    const middle = (low + high) / 2;
    const slope = slopeAt(pairs, weights, Math.exp(middle));
    const along = weights.reduce((sum, weight, head) => sum + weight * slope[head]!, 0);
    if (along < 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** Mean over the pairs of the squared length of their differences. */
function meanSquare({ differences, shares }: Pairs): number {
  const heads = differences.length / shares.length;
  return differences.reduce(
    (sum, difference, at) => sum + shares[Math.floor(at / heads)]! * difference ** 2,
    0,
  );
}
