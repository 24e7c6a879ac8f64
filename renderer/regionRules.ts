import type { Region } from './region.ts';

/** A rectangle between two corners, in camera pixels, kept inside the image and at least 1 pixel large. */
export function regionBetween(
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
  imageWidth: number,
  imageHeight: number,
): Region {
  const inside = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
  const [left, right] = [a.x, b.x].map((x) => inside(x, imageWidth)).sort((one, two) => one - two) as [
    number,
    number,
  ];
  const [top, bottom] = [a.y, b.y].map((y) => inside(y, imageHeight)).sort((one, two) => one - two) as [
    number,
    number,
  ];
  const x = Math.min(left, imageWidth - 1);
  const y = Math.min(top, imageHeight - 1);
  return {
    x,
    y,
    width: Math.max(1, right - x),
    height: Math.max(1, bottom - y),
    imageWidth,
    imageHeight,
  };
}

/** Whether the numbers, as typed, are a rectangle inside the camera image. */
export function isRegion({ x, y, width, height, imageWidth, imageHeight }: Region): boolean {
  const whole = [x, y, width, height].every(Number.isInteger);
  return (
    whole &&
    x >= 0 &&
    y >= 0 &&
    width >= 1 &&
    height >= 1 &&
    x + width <= imageWidth &&
    y + height <= imageHeight
  );
}
