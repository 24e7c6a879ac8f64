import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '../../models/bundle.ts';
import type { GreyImage } from '../../models/locate/greyImage.ts';
import { teachTemplate } from '../../models/locate/teachTemplate.ts';
import { searchRange, storedTemplate, templateSides } from '../../models/locate/template.ts';
import type { Locate, Preprocessing } from '../../models/manifest.ts';
import type { Sides } from '../../models/networks/networkSize.ts';
import { splitGoods } from '../../models/splitGoods.ts';
import { decodeImage } from './imaging/decode.ts';
import { searchWindow } from './imaging/locatePart.ts';
import { regionBox } from './imaging/regionPixels.ts';
import { UnreadableImage } from './imaging/unreadableImage.ts';

/** Where the engineer allows the part to be. */
export interface LocateSearch {
  /** To each side; a share is one of the region's shorter side. */
  readonly margin: { readonly px: number } | { readonly share: number };
  /** To each side; only where a turned part is no defect. Default 0. */
  readonly rotationDegrees?: number;
}

export interface TeachLocateOptions {
  /** Absolute folder that `files` are relative to. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly preprocessing: Preprocessing;
  /** Size of what is inspected, camera pixels. */
  readonly inspected: Sides;
  readonly search: LocateSearch;
  /** Of the split that teaching makes. */
  readonly seed: number;
}

/** A mean of more shows nothing new. */
const mostImages = 60;
const shares = { least: 0.005, most: 0.5 };

/**
 * Template of the part from images that teach: none that the limit is calibrated on has been seen.
 * @throws RangeError, a sentence, for a margin or turn out of range, too few images, or images that show nothing to find.
 */
export async function teachLocate(options: TeachLocateOptions): Promise<Locate> {
  const { folder, files, preprocessing, inspected, search, seed } = options;
  const margin = marginShare(search, inspected);
  const rotationDegrees = search.rotationDegrees ?? 0;
  if (!(rotationDegrees >= 0 && rotationDegrees <= 45)) {
    throw new RangeError(`A part can be looked for turned by 0 to 45 degrees, got ${rotationDegrees}.`);
  }
  const sides = templateSides(inspected);
  const range = searchRange(sides, { margin, rotationDegrees });
  const distinct = new Map<string, string>();
  for (const file of files) {
    const bytes = await readFile(path.join(folder, file)).catch(missing);
    if (bytes !== null) distinct.set(sha256Hex(bytes), file);
  }
  const shuffled = splitGoods([...distinct.keys()], seed).teach.map(
    (index) => [...distinct.values()][index]!,
  );
  const windows: GreyImage[] = [];
  // From the end of the shuffle: files left out later move images from its beginning towards calibration only.
  for (const file of shuffled.toReversed()) {
    if (windows.length === mostImages) break;
    const window = await windowOf(path.join(folder, file), preprocessing, sides, range.margin);
    if (window !== null) windows.push(window);
  }
  return { margin, rotationDegrees, template: storedTemplate(teachTemplate(windows, range)) };
}

function marginShare({ margin }: LocateSearch, { width, height }: Sides): number {
  const shorter = Math.min(width, height);
  const share = 'px' in margin ? margin.px / shorter : margin.share;
  if (share >= shares.least && share <= shares.most) return share;
  throw new RangeError(
    `A part can be looked for within ${shares.least * 100} to ${shares.most * 100} % of the region's shorter side ` +
      `(${shorter} pixels) to each side, got ${(100 * share).toFixed(1)} %.`,
  );
}

/** Null for what reading all images will list as left out. */
async function windowOf(
  file: string,
  preprocessing: Preprocessing,
  sides: Sides,
  margin: number,
): Promise<GreyImage | null> {
  const bytes = await readFile(file).catch(missing);
  if (bytes === null) return null;
  try {
    const image = await decodeImage(bytes, { bitDepth: preprocessing.bitDepth ?? null });
    return await searchWindow(image, regionBox(image, preprocessing), sides, margin);
  } catch (error) {
    if (error instanceof UnreadableImage) return null;
    throw error;
  }
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.syscall === undefined) throw error;
  return null;
}
