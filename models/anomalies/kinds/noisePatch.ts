import { type Blob, blendBlob, boxAround, smoothStep } from '../blob.ts';
import { paintColour, paintShuffled, paintTexture } from '../paint.ts';
import { perlinNoise } from '../perlinNoise.ts';
import type { Point } from '../placement.ts';
import { type DrawAnomaly, type Scene, drawSize, logBetween, shortSide } from '../scene.ts';

/**
 * One to three patches shaped by thresholded gradient noise, filled with a colour, a texture of two colours or the
 * shuffled texture of a good image, more or less opaque (after DRAEM, Zavrtanik et al. 2021, without its outside textures).
 */
export const noisePatch: DrawAnomaly = (target, scene) => {
  const { random, shape } = scene;
  const centre = scene.place.anywhere();
  const sizePx = drawSize(scene, 5);
  const patches = random.uniform() < 0.7 ? 1 : 2 + random.below(2);
  const paint = [paintColour, paintTexture, paintShuffled][random.below(3)]!;
  const opacity = logBetween(random, 0.25, 1);
  for (let patch = 0; patch < patches; patch++) {
    const apart = patch === 0 ? 0 : sizePx;
    const near = { x: centre.x + apart * random.normal(), y: centre.y + apart * random.normal() };
    const blob = noiseBlob(near, patch === 0 ? sizePx : sizePx * random.between(0.3, 1), scene);
    blendBlob(target, shape, blob, paint(scene, blob), opacity);
  }
};

/** Gradient noise with a hump added, above zero. */
function noiseBlob(centre: Point, sizePx: number, { shape, random }: Scene): Blob {
  const stretch = 2 ** random.between(-0.7, 0.7);
  const reachX = Math.min((sizePx / 2) * stretch, shortSide(shape) / 3);
  const reachY = Math.min(sizePx / 2 / stretch, shortSide(shape) / 3);
  const box = boxAround(centre, reachX, reachY, shape);
  const alpha = perlinNoise(box.width, box.height, Math.max(2, sizePx / random.between(1.5, 5)), random);
  const sharpness = logBetween(random, 2, 20);
  for (let y = 0, index = 0; y < box.height; y++) {
    const v = (box.top + y - centre.y) / (reachY + 1);
    for (let x = 0; x < box.width; x++, index++) {
      const u = (box.left + x - centre.x) / (reachX + 1);
      const fromCentre = u * u + v * v;
      const level = 1.3 * alpha[index]! + 0.55 - fromCentre;
      alpha[index] = fromCentre < 1 ? smoothStep(level * sharpness) : 0;
    }
  }
  return { ...box, alpha, centre };
}
