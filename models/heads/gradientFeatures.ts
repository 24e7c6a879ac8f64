import { type HeadDefinition, named } from './head.ts';
import { orientedCells } from './orientedCells.ts';
import { pixelsOfPlaces } from './placeGrid.ts';
import { fitPlaceMemory, placeDistances } from './placeMemory.ts';
import { worstPlaces } from './worstPlaces.ts';

/** Share of the places that make the score. */
const worstShare = 0.01;
/** Of a cell's direction, relative to the contrast of its block. */
const leastSpread = 0.01;

/**
 * Edges that no good image has there: histograms of oriented gradients at places 8 pixels apart, more in large images (`orientedCells`), each
 * compared with those of the good images at the same place and its distance taken to the nearest of them. Aligned parts vary
 * little at a place, so a small change stands out; parts that lie differently vary there as the good images do. Mean over
 * the worst 1 % of places, in units of the spread of good images there; about 1 for good images, no upper end.
 * Map: the distance at each place, linear in between.
 */
export const gradientFeatures: HeadDefinition<never> = {
  needs: [],
  observe: ({ image }) => ({ cells: orientedCells(image) }),
  fit: ({ observations }) => {
    const memory = fitPlaceMemory(named(observations, 'cells'), leastSpread);
    return ({ image }) => {
      const distances = placeDistances(orientedCells(image), memory, 'gradientFeatures');
      return { score: worstPlaces(distances, worstShare, image), map: pixelsOfPlaces(distances, image) };
    };
  },
};
