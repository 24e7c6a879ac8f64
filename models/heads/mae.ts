import { abs, sub } from '../ops/elementwise.ts';
import { reduceMean } from '../ops/reduce.ts';
import { fixedHead } from './head.ts';

/** Mean absolute pixel difference, 0..1 in units of full scale. Map: the same per pixel, mean over channels. */
export const mae = fixedHead(['reconstruction'], ({ image, reconstruction }) => {
  const map = reduceMean(abs(sub(image, reconstruction)), { axes: [1], keepDims: true });
  return { score: reduceMean(map, { axes: [1, 2, 3] }), map };
});
