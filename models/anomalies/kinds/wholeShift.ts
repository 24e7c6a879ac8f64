import { type DrawAnomaly, logBetween, shortSide } from '../scene.ts';
import { turned } from '../warp.ts';
import { warpWhole } from '../warpWhole.ts';

/** As shares of the short side: the furthest shift, and how far beyond 1.5 times the goods' own the least one is. */
const furthest = 0.2;
const beyondGoods = 0.03;

/** The whole image shifted clearly further than any good one is. */
export const wholeShift: DrawAnomaly = (target, scene) => {
  const { shape, random, variation } = scene;
  if (variation === undefined || variation.shiftShare === null) {
    throw new TypeError('wholeShift: these good images have no common place to move away from.');
  }
  const least = 1.5 * variation.shiftShare + beyondGoods;
  const shiftPx = shortSide(shape) * logBetween(random, least, Math.max(furthest, 1.5 * least));
  const direction = random.between(0, 2 * Math.PI);
  const [shiftX, shiftY] = [shiftPx * Math.cos(direction), shiftPx * Math.sin(direction)];
  warpWhole(target, scene, ({ x, y }) => turned({ x: x + shiftX, y: y + shiftY }, 0));
};
