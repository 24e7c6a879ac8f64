import type { Value } from '../graph/graph.ts';
import { conv } from '../ops/convolution.ts';
import { add, div, mul, relu, sqrt } from '../ops/elementwise.ts';
import { concat, pad, split } from '../ops/layout.ts';
import { reduceSumSquare } from '../ops/reduce.ts';
import { averagePool } from '../ops/resample.ts';
import { differences, grey } from './greyGradients.ts';
import { meansAround, wholePlaces } from './placeGrid.ts';

const orientations = 8;
/** Sides of the cells in steps from place to place: an edge, a corner, a part of the part. */
const cellSides = [1, 2, 4];

/** Blocks with less contrast than this, in units of full scale, are not raised to the contrast of the others: noise is no edge. */
const leastContrast = 0.03;
/** Added to the squared gradient: its root has no slope at 0. */
const smallest = 1e-8;

/**
 * Histograms of oriented gradients (Dalal and Triggs 2005) of the mean over channels around each place, image
 * [N, C, H, W] in 0..1 -> [N, 24, h, w], 0..1: for cells of one, two and four steps a side the mean gradient in eight
 * directions (light to dark is not dark to light), relative to the root mean square over the 3 x 3 places around.
 * Gradients are differences of the neighbours two pixels apart. A gradient enters the two directions next to it by how
 * near it points (linear in the cosine), which is a fixed convolution and a ramp; there is no arc tangent in the graph.
 */
export function orientedCells(image: Value): Value {
  const { graph } = image;
  const gradient = differences(wholePlaces(grey(image)));
  const [down, right] = split(gradient, 1, [1, 1]) as [Value, Value];
  const magnitude = sqrt(add(add(mul(down, down), mul(right, right)), smallest));
  const least = Math.cos((2 * Math.PI) / orientations);
  const directions = Array.from({ length: orientations }, (_, i) => {
    const angle = (2 * Math.PI * i) / orientations;
    return [Math.sin(angle), Math.cos(angle), -least].map((weight) => weight / (1 - least));
  });
  const turned = graph.constant(directions.flat(), image.type, [orientations, 3, 1, 1]);
  const votes = relu(conv(concat([gradient, magnitude], 1), turned));
  return concat(meansAround(votes, cellSides).map(normalised), 1);
}

/** Cells [N, C, h, w] relative to the root mean square length of those in the block of 3 x 3 around each. */
function normalised(cells: Value): Value {
  const border = [0, 0, 1, 1];
  const energy = pad(reduceSumSquare(cells, { axes: [1], keepDims: true }), border, border, 'edge');
  return div(cells, sqrt(add(averagePool(energy, 3, 1), leastContrast ** 2)));
}
