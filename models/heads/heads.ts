import type { HeadName } from '../manifest.ts';
import { energy } from './energy.ts';
import type { HeadDefinition } from './head.ts';
import { latentDistance } from './latentDistance.ts';
import { learnedDifference } from './learnedDifference.ts';
import { learnedSimilarity } from './learnedSimilarity.ts';
import { mae } from './mae.ts';
import { mse } from './mse.ts';
import { ssim } from './ssim.ts';

/** Every head a bundle can carry. */
export const heads: Readonly<Record<HeadName, HeadDefinition>> = {
  mae,
  mse,
  ssim,
  learnedSimilarity,
  latentDistance,
  energy,
  learnedDifference,
};
