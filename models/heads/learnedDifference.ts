import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { log, softplus } from '../ops/elementwise.ts';
import { reshape } from '../ops/layout.ts';
import { reduceMean } from '../ops/reduce.ts';
import { topK } from '../ops/topK.ts';
import { gaussianBlur } from './gaussian.ts';
import { fixedHead } from './head.ts';
import { worstCount } from './worstCount.ts';

/** Share of the pixels that make the score: a defect on half a percent of the image counts in full. */
const worstShare = 0.005;

/** Pixels: one pixel alone is no evidence. */
const sigma = 1;

/**
 * Where the difference net sees an anomaly in image and reconstruction (DRAEM, Zavrtanik et al. 2021). Map: per pixel, the
 * evidence -log(1 - p) against the pixel being good, nats. Score: logarithm of the mean over the worst 0.5 % of the
 * smoothed map. Neither saturates, so that good images differ from each other as well as bad ones do: the
 * probability itself is 0 or 1 to float32 for most.
 */
export const learnedDifference = fixedHead(['anomalyLogit'], ({ anomalyLogit }) => ({
  score: differenceScore(anomalyLogit),
  map: softplus(anomalyLogit),
}));

/** [N, 1, H, W] -> [N]. */
export function differenceScore(anomalyLogit: Value): Value {
  const [height, width] = [2, 3].map((axis) => staticSize('learnedDifference', anomalyLogit.shape, axis)) as [
    number,
    number,
  ];
  const evidence = gaussianBlur(softplus(anomalyLogit), sigma);
  const flat = reshape(evidence, [anomalyLogit.shape[0] ?? 1, height * width]);
  const worst = topK(flat, worstCount(height * width, worstShare, anomalyLogit)).values;
  return log(reduceMean(worst, { axes: [1] }));
}
