import { type DrawAnomaly, eitherSign, logBetween } from '../scene.ts';
import { turned } from '../warp.ts';
import { warpWhole } from '../warpWhole.ts';

/** Share of the turns that are large, as of a part put in the wrong way round. */
const largeShare = 0.2;
/** In degrees: where large turns begin, and how far beyond 1.5 times the goods' own the small ones do. */
const largeFrom = 45;
const beyondGoods = 2;

/** The whole image turned about its middle, clearly further than any good one is. */
export const wholeRotation: DrawAnomaly = (target, scene) => {
  const { random, variation } = scene;
  if (variation === undefined || variation.rotationDegrees === null) {
    throw new TypeError('wholeRotation: these good images have no common direction to turn away from.');
  }
  const least = 1.5 * variation.rotationDegrees + beyondGoods;
  const degrees =
    random.uniform() < largeShare
      ? random.between(largeFrom, 180)
      : logBetween(random, least, Math.max(largeFrom, 1.5 * least));
  const angle = (degrees * eitherSign(random) * Math.PI) / 180;
  warpWhole(target, scene, (middle) => turned(middle, angle));
};
