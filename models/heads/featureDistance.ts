import type { Value } from '../graph/graph.ts';
import { add, mul, sqrt } from '../ops/elementwise.ts';
import { featureGrid } from './featureGrid.ts';
import { type HeadDefinition, named } from './head.ts';
import { patchFrequencies } from './patchFrequencies.ts';
import { pixelsOfPlaces } from './placeGrid.ts';
import { fitPlaceMemory, placeDistances } from './placeMemory.ts';
import { worstPlaces } from './worstPlaces.ts';

/** Share of the places that make the score. */
const worstShare = 0.01;
/** Of a cosine component of norm 1: half a grey level of eight bits. */
const leastPatchSpread = 0.002;
/** Of the network's features, which its normalisation keeps near 1. */
const leastFeatureSpread = 0.01;
/** Of a squared distance in the network's features beside that in the image itself: at equal weight they cost more than they brought. */
const featureWeight = 0.25;

/**
 * Looks that no good image has there: what the image looks like at places 8 pixels apart, more in large images (`patchFrequencies`), and what the
 * discriminator's features say there when there is a network, each compared with the good images at the same place and
 * its distance taken to the nearest of them (per place as PaDiM, Defard et al. 2021; nearest of a memory as PatchCore,
 * Roth et al. 2022). Mean over the worst 1 % of places, in units of the spread of good images there; about 1 for good
 * images, no upper end.
 * Map: the distance at each place, linear in between.
 */
export const featureDistance: HeadDefinition<never, 'imageFeatures'> = {
  needs: [],
  uses: ['imageFeatures'],

  observe: ({ image, imageFeatures = [] }) => {
    const features = featureGrid(imageFeatures, image);
    return { patches: patchFrequencies(image), ...(features && { features }) };
  },

  fit: ({ observations }) => {
    const patchMemory = fitPlaceMemory(named(observations, 'patches'), leastPatchSpread);
    const seen = observations['features'];
    const featureMemory = seen ? fitPlaceMemory(seen, leastFeatureSpread) : null;
    return ({ image, imageFeatures = [] }) => {
      const ofPatches = placeDistances(patchFrequencies(image), patchMemory, 'patchDistance');
      const features = featureGrid(imageFeatures, image);
      if ((features === null) !== (featureMemory === null)) {
        throw new TypeError(
          'featureDistance: judges with the network that the good images were observed with.',
        );
      }
      const distances =
        features && featureMemory
          ? joined(ofPatches, placeDistances(features, featureMemory, 'featureDistance'))
          : ofPatches;
      return { score: worstPlaces(distances, worstShare, image), map: pixelsOfPlaces(distances, image) };
    };
  },
};

/** Root mean square of the two, weighted. */
function joined(ofPatches: Value, ofFeatures: Value): Value {
  const squares = add(mul(ofPatches, ofPatches), mul(mul(ofFeatures, ofFeatures), featureWeight));
  return sqrt(mul(squares, 1 / (1 + featureWeight)));
}
