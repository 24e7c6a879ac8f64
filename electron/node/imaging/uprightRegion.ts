import type { Located } from '../../../models/locate/located.ts';
import type { Preprocessing } from '../../../models/manifest.ts';
import type { RawImage } from './decodedImage.ts';
import { rawToSharp, sharpToRaw } from './rawToSharp.ts';
import { type Box, cropImage, cropRepeated, locatedBox } from './regionPixels.ts';

/** The inspected part where it was found, turned back upright; bicubic where it had turned. */
export async function uprightRegion(
  image: RawImage,
  preprocessing: Preprocessing,
  located: Located | null,
): Promise<RawImage> {
  const box = locatedBox(image, preprocessing, located);
  if (located === null || located.angleDegrees === 0) return cropRepeated(image, box);
  const radians = (located.angleDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const about = cropRepeated(image, turnedBox(box, cos, Math.abs(sin)));
  const turned = await sharpToRaw(
    rawToSharp(about).affine([
      [cos, sin],
      [-sin, cos],
    ]),
    about,
  );
  const [x, y] = [(turned.width - box.width) >> 1, (turned.height - box.height) >> 1];
  return cropImage(turned, { x, y, width: box.width, height: box.height });
}

/** The box about the same middle that holds `box` turned, with room for the kernel. */
function turnedBox(box: Box, cos: number, sin: number): Box {
  const moreX = Math.max(0, Math.ceil((box.width * cos + box.height * sin - box.width) / 2)) + 2;
  const moreY = Math.max(0, Math.ceil((box.width * sin + box.height * cos - box.height) / 2)) + 2;
  return {
    x: box.x - moreX,
    y: box.y - moreY,
    width: box.width + 2 * moreX,
    height: box.height + 2 * moreY,
  };
}
