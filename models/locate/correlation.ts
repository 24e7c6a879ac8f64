import type { GreyImage } from './greyImage.ts';

/** A template ready to be compared: its values less their mean, divided by their length. */
export type UnitTemplate = GreyImage;

/** @throws RangeError when the template is uniform: it would be found anywhere. */
export function unitTemplate({ width, height, pixels }: GreyImage): UnitTemplate {
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const centred = pixels.map((value) => value - mean);
  const length = Math.hypot(...rowLengths(centred, width));
  if (!(length > 1e-6 * Math.sqrt(pixels.length))) {
    throw new RangeError('The good images show nothing to find the part by: their mean is uniform.');
  }
  return { width, height, pixels: centred.map((value) => value / length) };
}

/**
 * Zero-normalised cross-correlation of a template with what lies under it when its top left corner is at (x, y) of an
 * image: -1..1, 1 where they differ by brightness and contrast only, 0 where the image is uniform.
 */
export function correlation(image: GreyImage, template: UnitTemplate, x: number, y: number): number {
  const { width, height, pixels } = template;
  let product = 0;
  let sum = 0;
  let squares = 0;
  for (let row = 0, at = 0; row < height; row++) {
    let from = (y + row) * image.width + x;
    for (const end = at + width; at < end; at++, from++) {
      const value = image.pixels[from]!;
      product += value * pixels[at]!;
      sum += value;
      squares += value * value;
    }
  }
  const spread = squares - (sum * sum) / pixels.length;
  return spread > 1e-9 * pixels.length ? product / Math.sqrt(spread) : 0;
}

function rowLengths(values: Float32Array, width: number): number[] {
  const rows = values.length / width;
  return Array.from({ length: rows }, (_, row) =>
    Math.sqrt(values.subarray(row * width, (row + 1) * width).reduce((sum, value) => sum + value * value, 0)),
  );
}
