import { blendBlob, drawBlob } from '../blob.ts';
import { type DrawAnomaly, drawSize, eitherSign, logBetween } from '../scene.ts';
import { turned, warpedBox } from '../warp.ts';

/** What lies in a blob, turned in place by 10 to 180 degrees. */
export const localRotation: DrawAnomaly = (target, scene) => {
  const { image, shape, random } = scene;
  const radiusPx = drawSize(scene, 8) / 2;
  const blob = drawBlob(
    scene.place.onDetail(),
    { radiusPx, softness: random.between(0, 0.3), elongation: 1.5 },
    shape,
    random,
  );
  const angle = (logBetween(random, 10, 180) * eitherSign(random) * Math.PI) / 180;
  blendBlob(target, shape, blob, warpedBox(image, shape, blob, turned(blob.centre, angle)));
};
