import { abs, add, exp, log, mul, sub } from '../ops/elementwise.ts';
import { reshape } from '../ops/layout.ts';
import { matMul } from '../ops/matrix.ts';
import { reduceMean, reduceMin, reduceSum, reduceSumSquare } from '../ops/reduce.ts';
import { fitMixture } from './fitMixture.ts';
import { type HeadDefinition, named } from './head.ts';
import { whitening } from './whitening.ts';

/**
 * Negative log-likelihood of an image under a Gaussian mixture over a few numbers about its latent and its
 * reconstruction's error, in nats (DAGMM, Zong et al. 2018, equation 6). The numbers and each image's memberships
 * come from the network, which was taught to make good images likely; the mixture is fitted on the good images by
 * these memberships. Grows with the square of the distance, no upper end; may be negative.
 * The sample has no place in the image, so the map is the absolute pixel difference.
 */
export const energy: HeadDefinition<'reconstruction' | 'mixtureSample' | 'mixtureMembership'> = {
  needs: ['reconstruction', 'mixtureSample', 'mixtureMembership'],

  observe: ({ mixtureSample, mixtureMembership }) => ({ mixtureSample, mixtureMembership }),

  fit: ({ observations }) => {
    const samples = named(observations, 'mixtureSample');
    const size = samples.shape[0]!;
    const components = fitMixture(samples, named(observations, 'mixtureMembership'));
    // |W (x - m)|^2 of every component at once: columns of all W, side by side.
    const count = components.length;
    const whites = components.map(({ covariance }) => whitening(covariance, size));
    const columns = Float32Array.from({ length: size * count * size }, (_, i) => {
      const [from, to] = [Math.floor(i / (count * size)), i % (count * size)];
      return whites[Math.floor(to / size)]![(to % size) * size + from]!;
    });
    const centre = components.flatMap(({ mean }, component) =>
      Array.from({ length: size }, (_, row) => {
        const white = whites[component]!;
        return mean.reduce((sum, value, column) => sum + white[row * size + column]! * value, 0);
      }),
    );
    const constants = components.map(({ share }, component) => {
      const white = whites[component]!;
      const logRoots = Array.from({ length: size }, (_, i) => -Math.log(white[i * size + i]!));
      const logDeterminant = logRoots.reduce((sum, value) => sum + value, 0);
      return logDeterminant + 0.5 * size * Math.log(2 * Math.PI) - Math.log(share);
    });

    return ({ image, reconstruction, mixtureSample }) => {
      const { graph } = mixtureSample;
      const white = sub(
        matMul(mixtureSample, graph.initializer('energyWhitening', [size, count * size], columns)),
        graph.initializer('energyCentre', [count * size], Float32Array.from(centre)),
      );
      const squares = reduceSumSquare(reshape(white, ['N', count, size]), { axes: [2] });
      const perComponent = add(
        mul(squares, 0.5),
        graph.initializer('energyConstants', [count], Float32Array.from(constants)),
      );
      const least = reduceMin(perComponent, { axes: [1], keepDims: true });
      const others = reduceSum(exp(sub(least, perComponent)), { axes: [1] });
      return {
        score: sub(reshape(least, ['N']), log(others)),
        map: reduceMean(abs(sub(image, reconstruction)), { axes: [1], keepDims: true }),
      };
    };
  },
};
