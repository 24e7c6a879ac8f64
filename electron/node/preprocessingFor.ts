import * as v from 'valibot';
import { type Preprocessing, Region } from '../../models/manifest.ts';
import type { Sides } from '../../models/networks/networkSize.ts';
import { ignoredPlaces } from './ignoredPlaces.ts';
import { lookAtGoods } from './lookAtGoods.ts';
import { defaultDefectPx, planRegion } from './planRegion.ts';
import { scratchContrast } from './scratchContrast.ts';
import type { TeachFolderOptions } from './teachFromFolder.ts';
import { teachLocate } from './teachLocate.ts';

const defaultSize = 128;

export interface PreprocessingOptions extends Pick<
  TeachFolderOptions,
  | 'region'
  | 'size'
  | 'channels'
  | 'bitDepth'
  | 'ignored'
  | 'locate'
  | 'seed'
  | 'smallestDefectPx'
  | 'msPerImage'
  | 'mostTiles'
  | 'provider'
  | 'threads'
> {
  /** Sides of a network that has its own, whatever the region's aspect ratio. */
  readonly sides?: Sides;
  /** Default lanczos3. */
  readonly kernel?: Preprocessing['kernel'];
  /** Hears the resolution and tiles chosen for a large region, in a sentence. */
  readonly onPlanned?: (plan: string) => void;
}

/**
 * How images are prepared for what `options` ask, after a look at the first images of the folder.
 * @throws RangeError when the region does not fit the camera image.
 */
export async function preprocessingFor(
  folder: string,
  files: readonly string[],
  options: PreprocessingOptions,
): Promise<Preprocessing> {
  const look = await lookAtGoods(folder, files);
  const region = regionFor(options.region, look.size);
  const size = options.size ?? defaultSize;
  const inspected = region ?? look.size ?? { width: size, height: size };
  const channels = options.channels ?? look.channels;
  const plan = options.sides
    ? { preprocessing: options.sides, told: null }
    : await planRegion(inspected, { images: files.length, channels }, { ...options, size });
  const judged: Preprocessing = {
    region,
    otherSizes: 'refuse',
    channels,
    ...plan.preprocessing,
    kernel: options.kernel ?? 'lanczos3',
    ...(typeof options.bitDepth === 'number' && { bitDepth: options.bitDepth }),
  };
  if (plan.told !== null) {
    const widthPx = options.smallestDefectPx ?? defaultDefectPx;
    const kept = await scratchContrast(folder, files, judged, widthPx);
    const measured =
      kept === null
        ? ''
        : ` Drawn on these images, a scratch that wide keeps ${Math.round(100 * kept)} % of its contrast.`;
    options.onPlanned?.(plan.told + measured);
  }
  const boxes = options.ignored ?? [];
  const preprocessing: Preprocessing =
    boxes.length === 0
      ? judged
      : { ...judged, ignored: await ignoredPlaces(folder, files, judged, { boxes, inspected }) };
  if (options.locate === undefined) return preprocessing;
  const locate = await teachLocate({
    folder,
    files,
    preprocessing,
    inspected,
    search: options.locate,
    seed: options.seed,
  });
  return { ...preprocessing, locate };
}

function regionFor(region: TeachFolderOptions['region'], camera: Sides | null): Region | null {
  if (region === null) return null;
  const complete =
    'imageWidth' in region
      ? region
      : { ...region, imageWidth: camera?.width ?? 0, imageHeight: camera?.height ?? 0 };
  const result = v.safeParse(Region, complete);
  if (result.success) return result.output;
  const { x, y, width, height, imageWidth, imageHeight } = complete;
  throw new RangeError(
    `The region ${x},${y},${width},${height} does not fit the camera image of ${imageWidth}x${imageHeight} pixels: ` +
      `${result.issues[0].message}.`,
  );
}
