import type { Point } from './placement.ts';
import type { Scene } from './scene.ts';
import { type Affine, warpedBox } from './warp.ts';

/**
 * Replaces the picture by the scene's image under an affine map about `centre`. Where that would show what lies beyond the
 * image's border the picture stays: mostly the same background.
 */
export function warpWhole(
  target: Float32Array,
  { image, shape }: Scene,
  centre: Point,
  affine: Affine,
): void {
  const { channels, width, height } = shape;
  const moved = warpedBox(image, shape, { left: 0, top: 0, width, height, centre }, affine);
  const { origin, xx, xy, yx, yy } = affine;
  for (let y = 0, i = 0; y < height; y++) {
    const dy = y - centre.y;
    for (let x = 0; x < width; x++, i++) {
      const dx = x - centre.x;
      const fromX = origin.x + xx * dx + xy * dy;
      const fromY = origin.y + yx * dx + yy * dy;
      if (fromX < 0 || fromY < 0 || fromX > width - 1 || fromY > height - 1) continue;
      for (let at = i; at < channels * width * height; at += width * height) target[at] = moved[at]!;
    }
  }
}
