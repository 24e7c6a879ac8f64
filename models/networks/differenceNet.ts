import type { Value } from '../graph/graph.ts';
import { add, div, mul, neg, sigmoid, softplus, sqrt, sub } from '../ops/elementwise.ts';
import { concat } from '../ops/layout.ts';
import { reduceSum } from '../ops/reduce.ts';
import { activate, bounded, convDown, convSame, convUp } from './layers.ts';
import { type NetworkSize, levelChannels } from './networkSize.ts';
import { expectedSpread } from './spreadDifference.ts';
import type { WeightSource } from './weights.ts';

/** Bound of the difference in deviations of the good images'. */
const relativeBound = 4;

/** Most channels of a level: telling two pictures apart needs fewer than drawing one. */
const mostChannels = 64;

/**
 * Where an image differs from its reconstruction in a way that good images do not: a small U-Net (Ronneberger et
 * al. 2015) on both, after the discriminative network of DRAEM (Zavrtanik et al. 2021). Its finest level is half the
 * image's size; the first kernel sees 4x4 pixels, so that fine detail is in its channels. Beside both it sees their
 * difference relative to what is usual at each place.
 * image and reconstruction [N, C, H, W] in 0..1, mean squared difference of good images [C, H, W] -> logit of
 * "anomalous here" [N, 1, H, W].
 */
export function differenceLogit(
  image: Value,
  reconstruction: Value,
  spread: Value,
  weight: WeightSource,
  size: NetworkSize,
): Value {
  const channels = levelChannels(size).map((count) => Math.min(mostChannels, count));
  const relative = bounded(div(sub(image, reconstruction), sqrt(expectedSpread(spread))), relativeBound);
  let x = concat([sub(mul(image, 2), 1), sub(mul(reconstruction, 2), 1), relative], 1);
  const levels = channels.map((count, level) => {
    x = activate(convDown(x, count, weight, `difference.down${level}`));
    return x;
  });
  for (let level = channels.length - 1; level > 0; level--) {
    const count = channels[level - 1] ?? 1;
    const coarse = activate(convUp(x, count, weight, `difference.up${level}`));
    const both = concat([coarse, levels[level - 1] as Value], 1);
    x = activate(convSame(both, count, weight, `difference.join${level}`));
  }
  return convUp(x, 1, weight, 'difference.logit', 0.2);
}

/**
 * Focal loss (Lin et al. 2017, gamma 2), its mean over the anomalous pixels plus its mean over the others: an
 * anomaly counts alike whatever its area. Added to it the soft Dice loss (Milletari et al. 2016), which sees the shape
 * as a whole.
 * @param logit [N, 1, H, W]
 * @param mask the same shape, 1 where anomalous, 0 elsewhere
 * @returns scalar
 */
export function differenceLoss(logit: Value, mask: Value): Value {
  const clean = sub(1, mask);
  const meanOver = (loss: Value, where: Value): Value =>
    div(reduceSum(mul(loss, where)), add(reduceSum(where), 1));
  const focal = (wrong: Value): Value => {
    const share = sigmoid(wrong);
    return mul(mul(share, share), softplus(wrong));
  };
  const balanced = add(meanOver(focal(neg(logit)), mask), meanOver(focal(logit), clean));
  const probability = sigmoid(logit);
  const overlap = add(mul(reduceSum(mul(probability, mask)), 2), 1);
  const dice = sub(1, div(overlap, add(add(reduceSum(probability), reduceSum(mask)), 1)));
  return add(balanced, dice);
}
