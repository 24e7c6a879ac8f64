import { type SearchRange, findPart, templatePyramid } from './findPart.ts';
import { type GreyImage, turnedCrop } from './greyImage.ts';

const rounds = 3;

/**
 * Template of a part: the mean of good images, each laid where the mean of the last round finds it. It starts from the
 * first image and ends in the middle of all places, so that the region stays where it was drawn about the typical part.
 *
 * @param windows each `range.margin` pixels larger than the template on every side
 * @throws RangeError when there is no window or the images are uniform
 */
export function teachTemplate(windows: readonly GreyImage[], range: SearchRange): GreyImage {
  const [first] = windows;
  if (!first) throw new RangeError('teachTemplate: needs images of good parts, got none.');
  const width = first.width - 2 * range.margin;
  const height = first.height - 2 * range.margin;
  const laid = (window: GreyImage, dx: number, dy: number, angleDegrees: number): GreyImage => {
    const [centreX, centreY] = [(window.width - 1) / 2 + dx, (window.height - 1) / 2 + dy];
    return turnedCrop(window, { centreX, centreY, width, height, angleDegrees });
  };
  let template = laid(first, 0, 0, 0);
  for (let round = 0; round < rounds; round++) {
    const pyramid = templatePyramid(template);
    const places = windows.map((window) => findPart(window, pyramid, range));
    const middle = {
      dx: median(places.map(({ dx }) => dx)),
      dy: median(places.map(({ dy }) => dy)),
      angle: median(places.map(({ angleDegrees }) => angleDegrees)),
    };
    template = mean(
      windows.map((window, i) => {
        const { dx, dy, angleDegrees } = places[i]!;
        return laid(window, dx - middle.dx, dy - middle.dy, angleDegrees - middle.angle);
      }),
    );
  }
  return template;
}

function mean(images: readonly GreyImage[]): GreyImage {
  const [first] = images as readonly [GreyImage];
  const pixels = new Float32Array(first.pixels.length);
  for (const image of images) image.pixels.forEach((value, i) => (pixels[i]! += value / images.length));
  return { ...first, pixels };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
