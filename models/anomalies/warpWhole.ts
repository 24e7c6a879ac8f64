import type { Point } from './placement.ts';
import type { Scene } from './scene.ts';
import { type Affine, warpedBox } from './warp.ts';

/** Replaces the picture by the scene's image under an affine map, made for the image's middle. */
export function warpWhole(
  target: Float32Array,
  { image, shape }: Scene,
  affine: (middle: Point) => Affine,
): void {
  const { width, height } = shape;
  const centre = { x: (width - 1) / 2, y: (height - 1) / 2 };
  target.set(warpedBox(image, shape, { left: 0, top: 0, width, height, centre }, affine(centre)));
}
