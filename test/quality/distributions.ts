import type { Random } from '../../models/random.ts';

/** A continuous distribution whose tail is known. */
export interface Distribution {
  readonly name: string;
  readonly draw: (random: Random) => number;
  /** Share above x. */
  readonly above: (x: number) => number;
  /** The x that a share lies at or below. */
  readonly quantile: (share: number) => number;
}

/** Complementary error function, relative error below 1.2e-7 (Press et al., Numerical Recipes, section 6.2). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.5 * Math.abs(x));
  const coefficients = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
    -0.82215223, 0.17087277,
  ];
  const polynomial = coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  const value = t * Math.exp(-x * x + polynomial);
  return x >= 0 ? value : 2 - value;
}

const normalAbove = (x: number): number => 0.5 * erfc(x / Math.SQRT2);

/** Quantile by bisection between bounds that hold all but 1e-9 of the distribution. */
const inverted =
  (above: Distribution['above'], low: number, high: number): Distribution['quantile'] =>
  (share) => {
    let [left, right] = [low, high];
    for (let step = 0; step < 80; step++) {
      const middle = (left + right) / 2;
      if (1 - above(middle) < share) left = middle;
      else right = middle;
    }
    return (left + right) / 2;
  };

function distribution(
  name: string,
  draw: Distribution['draw'],
  above: Distribution['above'],
  low: number,
  high: number,
): Distribution {
  return { name, draw, above, quantile: inverted(above, low, high) };
}

/** Student's t with three degrees of freedom, for x on either side. */
function studentAbove(x: number): number {
  if (x < 0) return 1 - studentAbove(-x);
  const scaled = x / Math.sqrt(3);
  return (Math.atan2(1, scaled) - scaled / (1 + scaled * scaled)) / Math.PI;
}

function drawStudent(random: Random): number {
  const chiSquare = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2;
  return random.normal() / Math.sqrt(chiSquare / 3);
}

/** Beta(2, 5): the second smallest of six uniform numbers. */
function drawBeta(random: Random): number {
  return Array.from({ length: 6 }, () => random.uniform()).sort((a, b) => a - b)[1]!;
}

export const distributions: readonly Distribution[] = [
  distribution('normal', (random) => random.normal(), normalAbove, -7, 7),
  distribution(
    'lognormal',
    (random) => Math.exp(random.normal()),
    (x) => (x <= 0 ? 1 : normalAbove(Math.log(x))),
    0,
    1100,
  ),
  distribution(
    'exponential',
    (random) => -Math.log1p(-random.uniform()),
    (x) => (x <= 0 ? 1 : Math.exp(-x)),
    0,
    21,
  ),
  distribution('student t3', drawStudent, studentAbove, -1000, 1000),
  distribution(
    'uniform',
    (random) => random.uniform(),
    (x) => Math.min(1, Math.max(0, 1 - x)),
    0,
    1,
  ),
  distribution(
    'beta 2 5',
    drawBeta,
    (x) => (x <= 0 ? 1 : x >= 1 ? 0 : (1 - x) ** 6 + 6 * x * (1 - x) ** 5),
    0,
    1,
  ),
];
