import { mul, sub } from '../ops/elementwise.ts';
import { reduceMean } from '../ops/reduce.ts';
import { fixedHead } from './head.ts';

/** Mean squared pixel difference, 0..1 in units of full scale squared. Map: the same per pixel, mean over channels. */
export const mse = fixedHead(['reconstruction'], ({ image, reconstruction }) => {
  const difference = sub(image, reconstruction);
  const map = reduceMean(mul(difference, difference), { axes: [1], keepDims: true });
  return { score: reduceMean(map, { axes: [1, 2, 3] }), map };
});
