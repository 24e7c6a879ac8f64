import { clip, mul, sub } from '../ops/elementwise.ts';
import { pad } from '../ops/layout.ts';
import { reduceMean } from '../ops/reduce.ts';
import { fixedHead } from './head.ts';
import { similarityRadius, structuralSimilarity } from './structuralSimilarity.ts';

/**
 * 1 - structural similarity (Wang, Bovik, Sheikh and Simoncelli 2004): 0 for equal images, at most 2. As
 * scikit-image computes it with gaussian_weights, sigma 1.5, use_sample_covariance False and data range 1: mean over
 * the windows that lie inside the image, then over channels. Needs sides of at least 11 pixels.
 * Map: 1 - the index at each pixel, mean over channels, the border of 5 pixels repeated from inside.
 */
export const ssim = fixedHead(['reconstruction'], ({ image, reconstruction }) => {
  const { luminance, structure } = structuralSimilarity(image, reconstruction);
  const inside = reduceMean(sub(1, mul(luminance, structure)), { axes: [1], keepDims: true });
  const border = [0, 0, similarityRadius, similarityRadius];
  return {
    score: reduceMean(inside, { axes: [1, 2, 3] }),
    map: clip(pad(inside, border, border, 'edge'), 0, 2),
  };
});
