import { type HeadName, headNames } from '../manifest.ts';
import { featureDistance } from './featureDistance.ts';
import { gradientFeatures } from './gradientFeatures.ts';
import { energy } from './energy.ts';
import { gradientSimilarity } from './gradientSimilarity.ts';
import type { HeadDefinition } from './head.ts';
import { histogram } from './histogram.ts';
import { latentDistance } from './latentDistance.ts';
import { learnedDifference } from './learnedDifference.ts';
import { learnedSimilarity } from './learnedSimilarity.ts';
import { mae } from './mae.ts';
import { msSsim } from './msSsim.ts';
import { mse } from './mse.ts';
import { ssim } from './ssim.ts';

/** Heads that judge by what the other heads say, not by image and network. */
export type CombiningHeadName = Extract<HeadName, 'classifier' | 'fused'>;
export type OwnHeadName = Exclude<HeadName, CombiningHeadName>;

/** Every head that judges by itself. */
export const heads: Readonly<Record<OwnHeadName, HeadDefinition>> = {
  mae,
  mse,
  ssim,
  msSsim,
  gradientSimilarity,
  learnedSimilarity,
  latentDistance,
  energy,
  featureDistance,
  gradientFeatures,
  learnedDifference,
  histogram,
};

/** Their names in the order of the manifest. */
export const ownHeadNames = headNames.filter((name): name is OwnHeadName => name in heads);
