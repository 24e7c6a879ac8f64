import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { add, div, relu, sqrt, sub } from '../ops/elementwise.ts';
import { pad, reshape, slice } from '../ops/layout.ts';
import { matMul } from '../ops/matrix.ts';
import { reduceMean, reduceSumSquare } from '../ops/reduce.ts';
import { averagePool, resize } from '../ops/resample.ts';
import { type HeadDefinition, type ImagePart, named } from './head.ts';
import { type GridPart, gridPart } from './imagePart.ts';
import { ledoitWolf } from './ledoitWolf.ts';
import { bins, softBins } from './softBins.ts';
import { whitening } from './whitening.ts';

const wholeImage: ImagePart = { x: 0, y: 0, width: 1, height: 1 };
/** Squares whose means are counted, at most: they are made larger than 2 x 2 pixels where there would be more. */
const blocksAtMost = 128 * 128;
/** Added to the variance of the root of a share: one pixel in ten thousand, where good images have none, is a deviation. */
const varianceFloor = 1e-4;
/** Added to a share, whose root must not have an infinite slope. */
const smallestShare = 1e-6;

/**
 * How unusual the grey or colour histogram of the image is, or of the part chosen by `histogramPart`: squared Mahalanobis
 * distance per bin from the good images', with Ledoit-Wolf covariance, of the roots of the shares (as in the Hellinger
 * distance: the variance of a root does not depend on the share). 16 bins per channel, of means over 2 x 2 pixels (more in
 * large images), each entering the two bins next to it. About 1 for good images, no upper end.
 * Map: back projection (Swain and Ballard 1991, "Color indexing"): by how many of their deviations the image has more than the good
 * images of the bins a pixel is in, mean over channels; 0 outside the part.
 */
export const histogram: HeadDefinition<never> = {
  needs: [],

  observe: ({ image }, { histogramPart = wholeImage } = {}) => ({
    roots: roots(softBins(cut(image, histogramPart).pixels)),
  }),

  fit: ({ observations }, { histogramPart = wholeImage } = {}) => {
    const rows = named(observations, 'roots');
    const size = rows.shape[0]!;
    const { mean, covariance } = ledoitWolf(rows.data, size);
    for (let i = 0; i < size; i++) covariance[i * size + i]! += varianceFloor;
    const deviations = Float32Array.from({ length: size }, (_, i) => Math.sqrt(covariance[i * size + i]!));
    const transposed = new Float32Array(size * size);
    whitening(covariance, size).forEach(
      (weight, i) => (transposed[(i % size) * size + Math.floor(i / size)] = weight),
    );

    return ({ image }) => {
      const { graph } = image;
      const { pixels, part, rows, columns } = cut(image, histogramPart);
      const belonging = softBins(pixels);
      const away = sub(
        roots(belonging),
        graph.initializer('histogramCentre', [size], Float32Array.from(mean)),
      );
      const white = matMul(away, graph.initializer('histogramWhitening', [size, size], transposed));
      const excess = relu(div(away, graph.initializer('histogramDeviations', [size], deviations)));
      const projected = matMul(reshape(excess, ['N', 1, size]), belonging);
      const inPart = reshape(projected, ['N', 1, part.bottom - part.top, part.right - part.left]);
      const whole = pad(
        div(inPart, size / bins),
        [0, 0, part.top, part.left],
        [0, 0, rows - part.bottom, columns - part.right],
      );
      const [height, width] = [2, 3].map((axis) => staticSize('histogram', image.shape, axis)) as [
        number,
        number,
      ];
      return {
        score: div(reduceSumSquare(white, { axes: [1] }), size),
        map: resize(whole, height, width, 'linear'),
      };
    };
  },
};

/** The blocks of the image that lie in a part of it, and where in how many rows and columns. */
function cut(
  image: Value,
  chosen: ImagePart,
): { pixels: Value; part: GridPart; rows: number; columns: number } {
  const [height, width] = [2, 3].map((axis) => staticSize('histogram', image.shape, axis)) as [
    number,
    number,
  ];
  let side = 2;
  while ((height / side) * (width / side) > blocksAtMost) side *= 2;
  const blocks = averagePool(image, side);
  const [rows, columns] = [2, 3].map((axis) => staticSize('histogram', blocks.shape, axis)) as [
    number,
    number,
  ];
  const part = gridPart(chosen, rows, columns);
  const pixels = slice(blocks, [
    { axis: 2, start: part.top, end: part.bottom },
    { axis: 3, start: part.left, end: part.right },
  ]);
  return { pixels, part, rows, columns };
}

/** Roots of the shares of the bins: [N, C * bins, pixels] -> [N, C * bins]. */
const roots = (belonging: Value): Value => sqrt(add(reduceMean(belonging, { axes: [2] }), smallestShare));
