import { type HeadDefinition, named } from './head.ts';
import { patchFrequencies } from './patchFrequencies.ts';
import { pixelsOfPlaces } from './placeGrid.ts';
import { fitPlaceMemory, placeDistances } from './placeMemory.ts';
import { worstPlaces } from './worstPlaces.ts';

/** Share of the places that make the score. */
const worstShare = 0.01;
/** Of a cosine component of norm 1: half a grey level of eight bits. */
const leastSpread = 0.002;

/**
 * Looks that no good image has there: what the image looks like at places 8 pixels apart (`patchFrequencies`), each compared with
 * the good images at the same place and its distance taken to the nearest of them (per place as PaDiM, Defard et al.
 * 2021; nearest of a memory as PatchCore, Roth et al. 2022). Mean over the worst 1 % of places, in units of the spread of
 * good images there; about 1 for good images, no upper end.
 * Map: the distance at each place, linear in between.
 */
export const featureDistance: HeadDefinition<never> = {
  needs: [],
  observe: ({ image }) => ({ patches: patchFrequencies(image) }),
  fit: ({ observations }) => {
    const memory = fitPlaceMemory(named(observations, 'patches'), leastSpread);
    return ({ image }) => {
      const distances = placeDistances(patchFrequencies(image), memory, 'featureDistance');
      return { score: worstPlaces(distances, worstShare), map: pixelsOfPlaces(distances, image) };
    };
  },
};
