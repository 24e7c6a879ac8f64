import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { add, div, mul, sub } from '../ops/elementwise.ts';
import { reshape } from '../ops/layout.ts';
import { reduceMean } from '../ops/reduce.ts';
import { resize } from '../ops/resample.ts';
import { topK } from '../ops/topK.ts';
import { gaussianBlur } from './gaussian.ts';
import { type HeadDefinition, type HeadInputs, named } from './head.ts';
import { worstCount } from './worstCount.ts';

/** Share of the places of the map that make the score: a defect on half a percent of the image counts in full. */
const worstShare = 0.005;

/** Weight of a channel's mean over the image in the spread expected of it at one place, the rest is that place's own. */
const pooledWeight = 0.3;

type Needed = 'imageFeatures' | 'reconstructionFeatures';

/**
 * Distance of the discriminator's features of image and reconstruction, the similarity the VAE-GAN was taught with
 * (Larsen et al. 2016): squared difference per feature relative to the mean squared difference good images have
 * there, mean over channels and layers, then over the worst 0.5 % of places. About 1 at a place like those of the good
 * images, no upper end. Features that good images reproduce badly, such as texture, weigh little.
 * Map: the same per pixel before the worst places are taken.
 */
export const learnedSimilarity: HeadDefinition<Needed> = {
  needs: ['imageFeatures', 'reconstructionFeatures'],

  average: (inputs) => {
    const names: Record<string, Value> = {};
    squaredDifferences(inputs).forEach((difference, layer) => (names[`layer${layer}`] = difference));
    return names;
  },

  fit: ({ averages }) => {
    return (inputs) => {
      const { graph } = inputs.image;
      const [height, width] = [2, 3].map((axis) =>
        staticSize('learnedSimilarity', inputs.image.shape, axis),
      ) as [number, number];
      const maps = squaredDifferences(inputs).map((difference, layer) => {
        const { shape, data } = named(averages, `layer${layer}`);
        const weights = graph.initializer(
          `learnedSimilarityWeights${layer}`,
          shape,
          placeWeights(shape, data),
        );
        return reduceMean(mul(difference, weights), { axes: [1], keepDims: true });
      });
      const rows = Math.max(...maps.map((map) => staticSize('learnedSimilarity', map.shape, 2)));
      const columns = Math.max(...maps.map((map) => staticSize('learnedSimilarity', map.shape, 3)));
      const joined = maps
        .map((map) =>
          map.shape[2] === rows && map.shape[3] === columns ? map : resize(map, rows, columns, 'linear'),
        )
        .reduce(add);
      const local = gaussianBlur(div(joined, maps.length), 0.5);
      const flat = reshape(local, ['N', rows * columns]);
      const worst = topK(flat, worstCount(rows * columns, worstShare, inputs.image)).values;
      return { score: reduceMean(worst, { axes: [1] }), map: resize(local, height, width, 'linear') };
    };
  },
};

/** The coarsest layer sees most of the part from each of its places: it says little about where. */
function squaredDifferences({ imageFeatures, reconstructionFeatures }: HeadInputs<Needed>): Value[] {
  return imageFeatures.slice(0, Math.max(1, imageFeatures.length - 1)).map((features, layer) => {
    const difference = sub(features, reconstructionFeatures[layer]!);
    return mul(difference, difference);
  });
}

/**
 * One over the mean squared difference of good images per channel and place, [C, H, W]. Drawn towards the channel's
 * mean so that a place where few good images happened to agree is not infinitely strict; a channel that never
 * differs weighs nothing.
 */
function placeWeights(shape: readonly number[], means: Float64Array): Float32Array {
  const channels = shape[0]!;
  const places = means.length / channels;
  const weights = new Float32Array(means.length);
  for (let channel = 0; channel < channels; channel++) {
    const own = means.subarray(channel * places, (channel + 1) * places);
    const pooled = own.reduce((sum, value) => sum + value, 0) / places;
    if (pooled <= Number.EPSILON) continue;
    own.forEach((value, place) => {
      weights[channel * places + place] = 1 / (pooledWeight * pooled + (1 - pooledWeight) * value);
    });
  }
  return weights;
}
