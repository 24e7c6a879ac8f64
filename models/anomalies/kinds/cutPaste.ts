import { type DrawAnomaly, drawSize } from '../scene.ts';
import { pastePiece } from '../pastePiece.ts';

/**
 * A rectangle of a good image pasted elsewhere, turned or not, its brightness shifted a little (CutPaste, Li et al. 2021).
 */
export const cutPaste: DrawAnomaly = (target, scene) => {
  const { random } = scene;
  const sizePx = drawSize(scene, 5);
  const stretch = 2 ** random.between(-1, 1);
  pastePiece(target, scene, {
    widthPx: sizePx * stretch,
    heightPx: sizePx / stretch,
    angle: random.uniform() < 0.5 ? 0 : random.between(-Math.PI, Math.PI),
  });
};
