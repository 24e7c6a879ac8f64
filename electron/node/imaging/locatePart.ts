import type { Locate } from '../../../models/manifest.ts';
import { findPart } from '../../../models/locate/findPart.ts';
import type { GreyImage } from '../../../models/locate/greyImage.ts';
import type { Located } from '../../../models/locate/located.ts';
import { readTemplate, searchRange } from '../../../models/locate/template.ts';
import type { RawImage } from './decodedImage.ts';
import { rawToSharp, sharpToRaw } from './rawToSharp.ts';
import { type Box, cropRepeated } from './regionPixels.ts';
import { toGrey } from './toGrey.ts';

/** Finds the part about the region `box` of a camera image. */
export async function locatePart(image: RawImage, box: Box, locate: Locate): Promise<Located> {
  const { template } = locate;
  const range = searchRange(template, locate);
  const window = await searchWindow(image, box, template, range.margin);
  const found = findPart(window, readTemplate(locate), range);
  const dx = (found.dx * box.width) / template.width;
  const dy = (found.dy * box.height) / template.height;
  const { angleDegrees, match } = found;
  return { dx, dy, angleDegrees, movedPx: cornerMoved(box, dx, dy, angleDegrees), match };
}

/** The region and `margin` template pixels about it, grey, at the template's scale; the image's border is repeated. */
export async function searchWindow(
  image: RawImage,
  box: Box,
  template: { readonly width: number; readonly height: number },
  margin: number,
): Promise<GreyImage> {
  const marginX = Math.round((margin * box.width) / template.width);
  const marginY = Math.round((margin * box.height) / template.height);
  const about = cropRepeated(image, {
    x: box.x - marginX,
    y: box.y - marginY,
    width: box.width + 2 * marginX,
    height: box.height + 2 * marginY,
  });
  const width = template.width + 2 * margin;
  const height = template.height + 2 * margin;
  const small = await sharpToRaw(
    rawToSharp(about).resize(width, height, { fit: 'fill', kernel: 'linear' }),
    about,
  );
  return {
    width,
    height,
    pixels: Float32Array.from(toGrey(small).data, (sample) => sample / about.maxValue),
  };
}

function cornerMoved({ width, height }: Box, dx: number, dy: number, angleDegrees: number): number {
  const radians = (angleDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians) - 1, Math.sin(radians)];
  const moves = [-1, 1].flatMap((right) =>
    [-1, 1].map((down) => {
      const [u, v] = [(right * width) / 2, (down * height) / 2];
      return Math.hypot(dx + cos * u - sin * v, dy + sin * u + cos * v);
    }),
  );
  return Math.max(...moves);
}
