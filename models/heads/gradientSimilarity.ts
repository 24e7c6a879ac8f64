import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { add, div, mul, sqrt, sub } from '../ops/elementwise.ts';
import { pad, split } from '../ops/layout.ts';
import { reduceMax } from '../ops/reduce.ts';
import { averagePool, resize } from '../ops/resample.ts';
import { conv } from '../ops/convolution.ts';
import { grey, prewitt } from './greyGradients.ts';
import { fixedHead } from './head.ts';

/** Keeps flat areas stable: 170 of Xue et al. for grey levels 0..255, squared. */
const stability = 170 / 255 ** 2;
/** Added to the squared magnitude, whose root has no slope at 0 and whose rounding must not matter. */
const smallest = 1e-12;
const scales = 4;
/** Side of the window of the score as a share of the image's smaller side: 21 of 256 pixels in RIAD. */
const windowShare = 21 / 256;

/**
 * 1 - multi-scale gradient magnitude similarity, 0..1: structure without brightness (Xue et al. 2014, "Gradient magnitude
 * similarity deviation"; over scales as in Zavrtanik et al. 2021, RIAD). Prewitt gradients of the mean over channels,
 * compared at full, half, quarter and eighth size as far as both sides keep 3 pixels; the score is the largest mean over
 * a square window of 21/256 of the smaller side (border pixels repeated).
 * Map: 1 - similarity, mean over the scales, before the window.
 */
export const gradientSimilarity = fixedHead(['reconstruction'], ({ image, reconstruction }) => {
  const [height, width] = [2, 3].map((axis) => staticSize('gradientSimilarity', image.shape, axis)) as [
    number,
    number,
  ];
  const side = Math.min(height, width);
  const maps: Value[] = [];
  let [x, y] = [grey(image), grey(reconstruction)];
  for (let scale = 0; scale < scales && side >> scale >= 3; scale++) {
    if (scale > 0) [x, y] = [averagePool(x, 2), averagePool(y, 2)];
    const [a, b] = [squaredMagnitude(x), squaredMagnitude(y)];
    // 1 - (2ab + c) / (a^2 + b^2 + c), without the loss of digits where they agree.
    const difference = sub(sqrt(a), sqrt(b));
    const apart = div(mul(difference, difference), add(add(a, b), stability));
    maps.push(scale > 0 ? resize(apart, height, width, 'linear') : apart);
  }
  const map = div(maps.reduce(add), maps.length);
  const radius = Math.round((windowShare * side - 1) / 2);
  return { score: reduceMax(windowMeans(map, radius), { axes: [1, 2, 3] }), map };
});

function squaredMagnitude(x: Value): Value {
  const [down, right] = split(prewitt(x), 1, [1, 1]) as [Value, Value];
  return add(add(mul(down, down), mul(right, right)), smallest);
}

/** Mean over the square of 2 radius + 1 pixels around each, border repeated: [N, 1, H, W] -> the same. */
function windowMeans(x: Value, radius: number): Value {
  const size = 2 * radius + 1;
  const weights = Array.from({ length: size }, () => 1 / size);
  const border = [0, 0, radius, radius];
  const column = x.graph.constant(weights, x.type, [1, 1, size, 1]);
  const row = x.graph.constant(weights, x.type, [1, 1, 1, size]);
  return conv(conv(pad(x, border, border, 'edge'), column), row);
}
