import { blendBlob, drawBlob } from '../blob.ts';
import { inpaintedBox } from '../inpaintedBox.ts';
import type { Point } from '../placement.ts';
import { type DrawAnomaly, type Scene, drawSize } from '../scene.ts';
import { turned, warpedBox } from '../warp.ts';

/** Share of the removals that are filled from the rim; the others with what lies beside. */
const diffusedShare = 0.4;
/** Places compared to find one with little to see. */
const candidates = 6;

/**
 * What lies in a blob is gone: filled smoothly from its rim, or with what lies beside it where there is least to see, as
 * background is where a piece broke off.
 */
export const removal: DrawAnomaly = (target, scene) => {
  const { image, shape, random } = scene;
  const radiusPx = drawSize(scene, 6, 0.4) / 2;
  const blob = drawBlob(
    scene.place.onDetail(),
    { radiusPx, softness: random.between(0, 0.2) },
    shape,
    random,
  );
  const filled =
    random.uniform() < diffusedShare
      ? inpaintedBox(image, shape, blob)
      : warpedBox(image, shape, blob, turned(plainPlaceNear(blob.centre, radiusPx, scene), 0));
  blendBlob(target, shape, blob, filled);
};

/** Of some places two to four radii away on the image, the one whose surroundings vary least. */
function plainPlaceNear(centre: Point, radiusPx: number, { grid, shape, random }: Scene): Point {
  let best = centre;
  let least = Infinity;
  for (let candidate = 0; candidate < candidates; candidate++) {
    const angle = random.between(0, 2 * Math.PI);
    const away = radiusPx * random.between(2, 4);
    const x = centre.x + away * Math.cos(angle);
    const y = centre.y + away * Math.sin(angle);
    if (x < 0 || y < 0 || x >= shape.width || y >= shape.height) continue;
    const contrast = grid.contrast[Math.floor(y / grid.cellPx) * grid.columns + Math.floor(x / grid.cellPx)]!;
    if (contrast >= least) continue;
    least = contrast;
    best = { x, y };
  }
  return best;
}
