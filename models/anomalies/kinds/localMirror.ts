import { blendBlob, drawBlob } from '../blob.ts';
import { type DrawAnomaly, drawSize } from '../scene.ts';
import { mirrored, warpedBox } from '../warp.ts';

/** What lies in a blob, mirrored at a line through its middle. */
export const localMirror: DrawAnomaly = (target, scene) => {
  const { image, shape, random } = scene;
  const radiusPx = drawSize(scene, 8) / 2;
  const blob = drawBlob(
    scene.place.onDetail(),
    { radiusPx, softness: random.between(0, 0.3) },
    shape,
    random,
  );
  const axis = random.between(0, Math.PI);
  blendBlob(target, shape, blob, warpedBox(image, shape, blob, mirrored(blob.centre, axis)));
};
