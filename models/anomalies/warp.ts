import type { ImageShape } from '../networks/augment.ts';
import type { Blob } from './blob.ts';
import type { Point } from './placement.ts';

/** Where the pixel at `centre + (dx, dy)` takes its value: `origin + (xx dx + xy dy, yx dx + yy dy)`. */
export interface Affine {
  readonly origin: Point;
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
}

/** Turns by an angle (radians) and scales: the picture appears turned clockwise and `scale` times as large. */
export function turned(origin: Point, angle: number, scale = 1): Affine {
  const cos = Math.cos(angle) / scale;
  const sin = Math.sin(angle) / scale;
  return { origin, xx: cos, xy: sin, yx: -sin, yy: cos };
}

/** Mirrored at a line through `origin` in the direction `angle` (radians). */
export function mirrored(origin: Point, angle: number): Affine {
  const cos = Math.cos(2 * angle);
  const sin = Math.sin(2 * angle);
  return { origin, xx: cos, xy: sin, yx: sin, yy: -cos };
}

/**
 * The box of a blob cut out of an image by an affine map, bilinear; beyond the image's border
 * a narrow band along it is repeated.
 * @returns [channels * blob height * blob width]
 */
export function warpedBox(
  image: Float32Array,
  { channels, width, height }: ImageShape,
  { left, top, width: boxWidth, height: boxHeight, centre }: Omit<Blob, 'alpha'>,
  { origin, xx, xy, yx, yy }: Affine,
): Float32Array {
  const area = boxWidth * boxHeight;
  const result = new Float32Array(channels * area);
  const plane = width * height;
  let index = 0;
  for (let y = 0; y < boxHeight; y++) {
    const dy = top + y - centre.y;
    for (let x = 0; x < boxWidth; x++, index++) {
      const dx = left + x - centre.x;
      const sourceX = fold(origin.x + xx * dx + xy * dy, width);
      const sourceY = fold(origin.y + yx * dx + yy * dy, height);
      const x0 = Math.floor(sourceX);
      const y0 = Math.floor(sourceY);
      const shareX = sourceX - x0;
      const shareY = sourceY - y0;
      let at = y0 * width + x0;
      const right = x0 + 1 < width ? 1 : 0;
      const below = y0 + 1 < height ? width : 0;
      for (let channel = 0; channel < channels; channel++, at += plane) {
        const upper = image[at]! + (image[at + right]! - image[at]!) * shareX;
        const lowerLeft = image[at + below]!;
        const lower = lowerLeft + (image[at + below + right]! - lowerLeft) * shareX;
        result[channel * area + index] = upper + (lower - upper) * shareY;
      }
    }
  }
  return result;
}

/** Share of a side that is mirrored to and fro beyond the border: background mostly, hardly ever the part. */
const bandShare = 1 / 16;

/** A coordinate folded into 0 .. size - 1. */
function fold(at: number, size: number): number {
  if (at >= 0 && at <= size - 1) return at;
  const band = Math.min(size - 1, Math.max(2, size * bandShare));
  const beyond = (at < 0 ? -at : at - (size - 1)) % (2 * band);
  const inward = beyond > band ? 2 * band - beyond : beyond;
  return at < 0 ? inward : size - 1 - inward;
}
