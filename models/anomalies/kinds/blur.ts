import { blendBlob, drawBlob } from '../blob.ts';
import { type DrawAnomaly, drawSize, logBetween } from '../scene.ts';
import { smoothedBox } from '../smoothedBox.ts';

/** A blob out of focus. */
export const blur: DrawAnomaly = (target, scene) => {
  const { image, shape, random } = scene;
  const radiusPx = drawSize(scene, 8) / 2;
  const blob = drawBlob(
    scene.place.onDetail(),
    { radiusPx, softness: random.between(0.1, 0.5) },
    shape,
    random,
  );
  const reachPx = Math.max(1, Math.round(radiusPx * logBetween(random, 0.15, 0.8)));
  blendBlob(target, shape, blob, smoothedBox(image, shape, blob, reachPx));
};
