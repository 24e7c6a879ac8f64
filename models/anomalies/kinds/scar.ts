import { pastePiece } from '../pastePiece.ts';
import { type DrawAnomaly, drawSize, logBetween, shortSide } from '../scene.ts';

/** A long thin strip of a good image pasted at any angle (CutPaste-Scar, Li et al. 2021). */
export const scar: DrawAnomaly = (target, scene) => {
  const { random, shape } = scene;
  const lengthPx = drawSize(scene, Math.max(8, 0.08 * shortSide(shape)));
  pastePiece(target, scene, {
    widthPx: Math.max(1.5, lengthPx * logBetween(random, 0.06, 0.25)),
    heightPx: lengthPx,
    angle: random.between(-Math.PI, Math.PI),
  });
};
