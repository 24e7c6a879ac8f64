import type { Point } from './placement.ts';
import type { Scene } from './scene.ts';
import { type Affine, warpedBox } from './warp.ts';

/** Replaces the whole picture by the scene's image under an affine map about `centre`. */
export function warpWhole(
  target: Float32Array,
  { image, shape }: Scene,
  centre: Point,
  affine: Affine,
): void {
  const { width, height } = shape;
  target.set(warpedBox(image, shape, { left: 0, top: 0, width, height, centre }, affine));
}
