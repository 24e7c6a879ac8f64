import type { Ignored } from './manifest.ts';
import type { Sides } from './networks/networkSize.ts';

export type ShareBox = Pick<Ignored, 'x' | 'y' | 'width' | 'height'>;

/**
 * The pixels of a picture of `size` that a box reaches, whole ones: what is ignored is ignored even where it ends within a
 * pixel. x and y of the first, and of the first after the last.
 */
export function reachedPixels(
  { x, y, width, height }: ShareBox,
  size: Sides,
): { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } {
  const first = (share: number, side: number): number => Math.floor(share * side + 1e-6);
  const end = (share: number, side: number): number => Math.min(side, Math.ceil(share * side - 1e-6));
  return {
    left: first(x, size.width),
    top: first(y, size.height),
    right: end(x + width, size.width),
    bottom: end(y + height, size.height),
  };
}

/** [height * width]: 0 where one of the boxes reaches, 1 elsewhere. */
export function keptPixels(boxes: readonly ShareBox[], size: Sides): Float32Array {
  const kept = new Float32Array(size.width * size.height).fill(1);
  for (const box of boxes) {
    const { left, top, right, bottom } = reachedPixels(box, size);
    for (let y = top; y < bottom; y++) kept.fill(0, y * size.width + left, y * size.width + right);
  }
  return kept;
}
