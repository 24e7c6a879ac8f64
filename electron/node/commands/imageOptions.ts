import { basename, resolve } from 'node:path';
import * as v from 'valibot';
import { headNames } from '../../../models/manifest.ts';
import type { TeachFolderOptions } from '../teachFromFolder.ts';
import { UsageError } from '../usageError.ts';
import { type ReadOptions, decimalNumber, oneOf, someText, wholeNumber } from './readOptions.ts';

const rectangleExpected = 'must be x,y,width,height in camera pixels';
const rectangle = v.pipe(
  v.string(),
  v.regex(/^\d{1,5},\d{1,5},[1-9]\d{0,4},[1-9]\d{0,4}$/, rectangleExpected),
  v.transform((text) => {
    const [x = 0, y = 0, width = 0, height = 0] = text.split(',').map(Number);
    return { x, y, width, height };
  }),
);

const rectanglesExpected = 'must be x,y,width,height in camera pixels, further ones after semicolons';
const rectangles = v.pipe(
  v.string(),
  v.transform((text) => text.split(';')),
  v.array(rectangle, rectanglesExpected),
  v.maxLength(50),
);

const marginExpected = 'must be a margin in camera pixels such as 40, or a share of the region such as 5%';
const margin = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}(\.\d+)?%?$/, marginExpected),
  v.transform((text) =>
    text.endsWith('%') ? { share: Number(text.slice(0, -1)) / 100 } : { px: Number(text) },
  ),
);

/** Options of every command that makes a bundle from folders of images. */
export const imageOptions = {
  good: someText('must name a folder'),
  out: someText('must name a folder'),
  bad: someText('must name a folder'),
  region: rectangle,
  'histogram-region': rectangle,
  ignore: rectangles,
  head: oneOf(headNames),
  overkill: decimalNumber(0.0001, 0.5),
  seed: wholeNumber(0, 2 ** 31 - 1),
  product: someText('must be a name'),
  bits: wholeNumber(8, 16),
  locate: margin,
  'locate-rotation': decimalNumber(0, 45),
} as const;

export const neededImageOptions = {
  good: 'the folder of good images',
  out: 'the folder of the bundle to write',
} as const;

const indent = ' '.repeat(20);
const headList = [headNames.slice(0, 7), headNames.slice(7)]
  .map((names) => `${indent}${names.join(', ')}`)
  .join(',\n');

export const imageHelp = `  --good DIR        images of good parts, at least 20
  --out BUNDLE      the bundle's folder; a bundle there is replaced, anything else is not
  --bad DIR         images of bad parts, if there are any: half of them refine how the heads are combined, the others
                    tell how many escape
  --region x,y,w,h  part of the camera image that is inspected (default: all of it)
  --histogram-region x,y,w,h
                    part of the camera image where the head histogram looks (default: all that is inspected)
  --ignore x,y,w,h[;x,y,w,h...]
                    parts of the camera image that are not judged: no score and no map ever tells of them
  --head NAME       which one decides (default fused; classifier needs 3 bad images, and fused decides if it is no
                    better than that):
${headList}
  --overkill P      largest share of good parts rejected, to be proven by the images that set the limit, e.g. 0.005;
                    refused when they cannot (default: the limit is the highest score of those images)
  --estimate        where they cannot, estimate the limit from the tail of their scores: no promise, and labelled so
  --seed N          default 1
  --product NAME    default: the name of the bundle's folder
  --recursive       sub-folders of the images too
  --bits N          bits a sample really has, 8 to 16, when the files do not say so; kept in the bundle
  --locate MARGIN   find the part first, moved by at most so many camera pixels, or by a share of the region's shorter
                    side such as 5%, to each side; how far it moved is logged, not found is a fail (default: not
                    looked for)
  --locate-rotation DEG
                    it may have turned, too, by up to 45 degrees: only if a turned part is no defect
`;

type ImageValues = ReadOptions<typeof imageOptions, never>['values'];
type ImageFolderOptions = Pick<
  TeachFolderOptions,
  | 'good'
  | 'out'
  | 'bad'
  | 'region'
  | 'head'
  | 'histogramRegion'
  | 'ignored'
  | 'targetOverkill'
  | 'allowEstimate'
  | 'seed'
  | 'product'
  | 'bitDepth'
  | 'locate'
  | 'recursive'
>;

/** @throws UsageError when options exclude each other. */
export function imageFolders(
  command: string,
  values: ImageValues,
  flags: { readonly recursive: boolean; readonly estimate: boolean },
): ImageFolderOptions {
  const { good = '', out = '', bad, head, overkill, locate } = values;
  const rotationDegrees = values['locate-rotation'];
  const histogramRegion = values['histogram-region'];
  if (flags.estimate && overkill === undefined) {
    throw new UsageError(`${command}: --estimate goes with --overkill.`);
  }
  if (rotationDegrees !== undefined && locate === undefined) {
    throw new UsageError(`${command}: --locate-rotation goes with --locate.`);
  }
  return {
    good,
    out,
    product: values.product ?? basename(resolve(out)),
    region: values.region ?? null,
    seed: values.seed ?? 1,
    bitDepth: values.bits ?? null,
    recursive: flags.recursive,
    allowEstimate: flags.estimate,
    ...(bad !== undefined && { bad }),
    ...(head !== undefined && { head }),
    ...(histogramRegion !== undefined && { histogramRegion }),
    ...(values.ignore !== undefined && { ignored: values.ignore }),
    ...(overkill !== undefined && { targetOverkill: overkill }),
    ...(locate !== undefined && {
      locate: { margin: locate, ...(rotationDegrees !== undefined && { rotationDegrees }) },
    }),
  };
}
