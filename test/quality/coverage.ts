import { calibrate } from '../../models/calibrate.ts';
import { calibrateByHand } from '../../models/calibration/calibrateByHand.ts';
import { betaProbability } from '../../models/betaQuantile.ts';
import { escapesAt } from '../../models/calibration/escapes.ts';
import { overkillBound } from '../../models/calibration/orderStatistic.ts';
import type { Calibration } from '../../models/manifest.ts';
import { Random } from '../../models/random.ts';
import { type Distribution, distributions } from './distributions.ts';

/** What became of one calibration. */
export interface Drawn {
  /** Whether the statement is true. */
  readonly holds: boolean;
  /** True share of good parts above the limit. */
  readonly overkill: number;
}

/** A limit the code can print, and the statement at 95 % printed with it. */
export interface Claim {
  readonly name: string;
  /** 'exactly': 95 % of calibrations, no more and no less; 'atLeast': 95 % or more; 'estimate': none is claimed. */
  readonly covers: 'exactly' | 'atLeast' | 'estimate';
  readonly draw: (distribution: Distribution, random: Random) => Drawn;
}

export interface Coverage {
  readonly claim: string;
  readonly distribution: string;
  readonly covers: Claim['covers'];
  readonly draws: number;
  /** Calibrations in which the statement is true. */
  readonly held: number;
  /** Chance of a count as far from 95 % if 95 % is true (for 'atLeast': as low); null for estimates. */
  readonly p: number | null;
  readonly meanOverkill: number;
}

/** Below this a coverage of 95 % is rejected. */
export const rejectedBelow = 0.001;

const head = 'mae';
const createdAt = new Date(0);
const scoresOf = (count: number, { draw }: Distribution, random: Random): number[] =>
  Array.from({ length: count }, () => draw(random));

function boundClaim(name: string, count: number, set: (scores: readonly number[]) => Calibration): Claim {
  return {
    name,
    covers: 'exactly',
    draw(distribution, random) {
      const calibration = set(scoresOf(count, distribution, random));
      if (calibration.kind === 'estimate') throw new Error(`${name}: an exact calibration was expected.`);
      const overkill = distribution.above(calibration.limit);
      return { overkill, holds: overkill <= calibration.overkillBound };
    },
  };
}

const largest = [5, 20, 59, 120].map((count) =>
  boundClaim(`largest of ${count}: bound`, count, (scores) => calibrate({ head, scores, createdAt })),
);

const targets = [
  [40, 0.15],
  [120, 0.05],
  [200, 0.02],
  [598, 0.005],
] as const;

const ranks = targets.map(([count, targetOverkill]) =>
  boundClaim(`target ${targetOverkill} of ${count}: bound`, count, (scores) =>
    calibrate({ head, scores, targetOverkill, createdAt }),
  ),
);

const secondLimit: Claim = {
  name: 'second limit for 0.1 of 120: at most the target',
  covers: 'atLeast',
  draw(distribution, random) {
    const scores = scoresOf(120, distribution, random);
    const { limit, reviewLimit } = calibrate({ head, scores, reviewOverkill: 0.1, createdAt });
    return { overkill: distribution.above(limit), holds: distribution.above(reviewLimit!) <= 0.1 };
  },
};

/** A limit above all scores, as a person may set it: nothing is claimed of it but what the largest score proves. */
const handSet: Claim = {
  name: 'by hand, a tenth of the range above the largest of 40: bound of the largest',
  covers: 'estimate',
  draw(distribution, random) {
    const scores = scoresOf(40, distribution, random);
    const [low, high] = [Math.min(...scores), Math.max(...scores)];
    const { limit } = calibrateByHand({ head, scores, createdAt }, { limit: high + 0.1 * (high - low) });
    const overkill = distribution.above(limit);
    return { overkill, holds: overkill <= overkillBound(40, 40) };
  },
};

const tails = [
  [50, 0.01],
  [120, 0.005],
  [200, 0.001],
].map(([count = 0, targetOverkill = 0]): Claim => ({
  name: `tail estimate of ${targetOverkill} from ${count}: at most the target`,
  covers: 'estimate',
  draw(distribution, random) {
    const scores = scoresOf(count, distribution, random);
    const { limit } = calibrate({ head, scores, targetOverkill, allowEstimate: true, createdAt });
    const overkill = distribution.above(limit);
    return { overkill, holds: overkill <= targetOverkill };
  },
}));

/** A model whose score is the distance from the mean of what it was taught: each fold judged by that of the others. */
const crossValidated: Claim = {
  name: 'largest of 20 scores of 5 models: bound of 20 untouched ones',
  covers: 'estimate',
  draw(distribution, random) {
    const values = scoresOf(20, distribution, random);
    const mean = (of: readonly number[]): number => of.reduce((sum, value) => sum + value, 0) / of.length;
    const scores = values.map((value, place) => {
      const centre = mean(values.filter((_, other) => other % 5 !== place % 5));
      return Math.abs(value - centre);
    });
    const { limit } = calibrate({ head, scores, folds: 5, createdAt });
    const centre = mean(values);
    const overkill = distribution.above(centre + limit) + 1 - distribution.above(centre - limit);
    return { overkill, holds: overkill <= overkillBound(20, 20) };
  },
};

/** Bad parts drawn from the distribution; a share `rate` of all of them passes. */
const escapes = [
  // Just above what no escape at all would allow, where the bound is sharpest, and away from there.
  [10, 0.26],
  [59, 0.05],
  [200, 0.015],
  [59, 0.2],
].map(([count = 0, rate = 0]): Claim => ({
  name: `escapes of ${count} bad images, true rate ${rate}: Clopper-Pearson bound`,
  covers: 'atLeast',
  draw(distribution, random) {
    const passLimit = distribution.quantile(rate);
    const { upperBound } = escapesAt(scoresOf(count, distribution, random), passLimit);
    return { overkill: Number.NaN, holds: rate <= upperBound };
  },
}));

export const claims: readonly Claim[] = [
  ...largest,
  ...ranks,
  secondLimit,
  handSet,
  ...escapes,
  ...tails,
  crossValidated,
];

/** Draws a claim's calibrations from one distribution; the same seed gives the same figures. */
export function coverageOf(claim: Claim, distribution: Distribution, draws: number, seed: number): Coverage {
  const random = new Random(seed);
  let [held, overkillSum] = [0, 0];
  for (let i = 0; i < draws; i++) {
    const { holds, overkill } = claim.draw(distribution, random);
    overkillSum += overkill;
    if (holds) held++;
  }
  const p = claim.covers === 'estimate' ? null : chance(held, draws, claim.covers);
  return {
    ...{ claim: claim.name, distribution: distribution.name, covers: claim.covers },
    ...{ draws, held, p, meanOverkill: overkillSum / draws },
  };
}

/** Every claim on every distribution. */
export function allCoverages(draws: number, onDone: (coverage: Coverage) => void = () => {}): Coverage[] {
  return claims.flatMap((claim, row) =>
    distributions.map((distribution, column) => {
      const coverage = coverageOf(claim, distribution, draws, 1000 * row + column);
      onDone(coverage);
      return coverage;
    }),
  );
}

/** Binomial test of 95 %: chance of at most `held` of `draws`, or, for 'exactly', of a count as far off on either side. */
function chance(held: number, draws: number, covers: 'exactly' | 'atLeast'): number {
  const atMost = held === draws ? 1 : betaProbability(0.05, draws - held, held + 1);
  const atLeast = held === 0 ? 1 : betaProbability(0.95, held, draws - held + 1);
  return covers === 'atLeast' ? atMost : Math.min(1, 2 * Math.min(atMost, atLeast));
}
