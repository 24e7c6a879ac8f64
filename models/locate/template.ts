import type { Locate } from '../manifest.ts';
import { type SearchRange, type TemplatePyramid, templatePyramid } from './findPart.ts';
import type { GreyImage } from './greyImage.ts';

interface Sides {
  readonly width: number;
  readonly height: number;
}

/** Pixels of a template: enough for a tenth of its pixel, few enough for a few milliseconds an image. */
const templatePixels = 192 * 192;

const fourfold = (value: number): number => Math.max(4, 4 * Math.round(value / 4));

/** Sides of the template of a region: its aspect ratio, no larger than the region itself. */
export function templateSides({ width, height }: Sides): Sides {
  const scale = Math.min(1, Math.sqrt(templatePixels / (width * height)));
  return { width: fourfold(width * scale), height: fourfold(height * scale) };
}

/** What is searched, in pixels of the template. */
export function searchRange(
  template: Sides,
  { margin, rotationDegrees }: Pick<Locate, 'margin' | 'rotationDegrees'>,
): SearchRange {
  return { margin: 4 * Math.ceil((margin * Math.min(template.width, template.height)) / 4), rotationDegrees };
}

/** A template as the manifest keeps it; correlation does not see the brightness and contrast lost. */
export function storedTemplate({ width, height, pixels }: GreyImage): Locate['template'] {
  const darkest = pixels.reduce((least, value) => Math.min(least, value), Infinity);
  const brightest = pixels.reduce((most, value) => Math.max(most, value), -Infinity);
  const bytes = Uint8Array.from(pixels, (value) =>
    Math.round((255 * (value - darkest)) / (brightest - darkest)),
  );
  return { width, height, pixels: Buffer.from(bytes).toString('base64') };
}

const read = new WeakMap<Locate, TemplatePyramid>();

/** The template ready to be searched for; read once for each `locate`. */
export function readTemplate(locate: Locate): TemplatePyramid {
  const known = read.get(locate);
  if (known) return known;
  const { width, height, pixels } = locate.template;
  const bytes = Buffer.from(pixels, 'base64');
  const pyramid = templatePyramid({ width, height, pixels: Float32Array.from(bytes) });
  read.set(locate, pyramid);
  return pyramid;
}
