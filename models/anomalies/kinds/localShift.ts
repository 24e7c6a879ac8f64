import { blendBlob, drawBlob } from '../blob.ts';
import { type DrawAnomaly, drawSize, logBetween } from '../scene.ts';
import { turned, warpedBox } from '../warp.ts';

/** What lies in a blob, shifted by a quarter to the whole of its radius, at least two pixels. */
export const localShift: DrawAnomaly = (target, scene) => {
  const { image, shape, random } = scene;
  const radiusPx = drawSize(scene, 8) / 2;
  const blob = drawBlob(
    scene.place.onDetail(),
    { radiusPx, softness: random.between(0, 0.3) },
    shape,
    random,
  );
  const shiftPx = Math.max(2, radiusPx * logBetween(random, 0.25, 1));
  const direction = random.between(0, 2 * Math.PI);
  const origin = {
    x: blob.centre.x + shiftPx * Math.cos(direction),
    y: blob.centre.y + shiftPx * Math.sin(direction),
  };
  blendBlob(target, shape, blob, warpedBox(image, shape, blob, turned(origin, 0)));
};
