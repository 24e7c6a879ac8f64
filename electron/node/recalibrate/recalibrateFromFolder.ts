import { access, constants, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Calibration, Preprocessing } from '../../../models/manifest.ts';
import { type RecalibrateOptions, recalibrateBundle } from '../../../models/recalibrateBundle.ts';
import { refuseForeign, writeBundle } from '../../../models/writeBundle.ts';
import { listGoods } from '../lookAtGoods.ts';
import { openBundle } from '../openBundle.ts';
import { type Goods, type SkippedFile, readGoods } from '../readGoods.ts';
import { relabelledGoods } from './relabelledGoods.ts';

export interface RecalibrateFolderOptions extends Pick<
  RecalibrateOptions,
  'head' | 'targetOverkill' | 'reviewOverkill' | 'allowEstimate' | 'byHand' | 'threads' | 'signal'
> {
  /** Folder of the bundle to start from. */
  readonly bundle: string;
  /** Folder of good images that teaching never saw. */
  readonly good: string;
  /** Folder of images of bad parts: they tell how many escape, and choose nothing. */
  readonly bad?: string;
  /** Images in the folder of good ones that are left out, by their names. */
  readonly leaveOut?: readonly string[];
  /** Images in the folder of good ones that show bad parts. */
  readonly badAmongGood?: readonly string[];
  /** Sub-folders too. */
  readonly recursive?: boolean;
  /** Home of a station: what it did not pass and a person found good counts as good too. */
  readonly relabelledIn?: string;
  /** Bundle folder to write. */
  readonly out: string;
  readonly provider?: RecalibrateOptions['provider'];
  readonly onProgress?: (progress: RecalibrateProgress) => void;
}

export type RecalibrateProgress =
  | { readonly phase: 'reading'; readonly read: number; readonly images: number }
  | { readonly phase: 'judging'; readonly judged: number; readonly images: number }
  | { readonly phase: 'writing' };

export interface RecalibratedFolder {
  /** Absolute folder. */
  readonly bundle: string;
  readonly calibration: Calibration;
  /** What it says, in a few sentences. */
  readonly sentences: string;
  readonly leftOut: readonly SkippedFile[];
  /** Sentence why nobody can tell whether the images taught the bundle; null: none of them did. */
  readonly doubt: string | null;
}

/**
 * Sets the limit of a bundle from other good images and writes the bundle that results, without teaching again. Blocks the calling thread a
 * few images at a time: give it a process of its own.
 * @throws BundleError or RangeError with a sentence when bundle, images, target or `out` cannot be used; the system's error
 *   when nothing can be written; the signal's reason when aborted. No bundle is written then.
 */
export async function recalibrateFromFolder(options: RecalibrateFolderOptions): Promise<RecalibratedFolder> {
  const { provider = 'cpu', onProgress, relabelledIn, bad, ...rules } = options;
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const out = path.resolve(options.out);
  await refuseForeign(out);
  await mkdir(path.dirname(out), { recursive: true });
  await access(path.dirname(out), constants.W_OK);
  const opened = await openBundle(options.bundle, { provider });
  await opened.judge.close();
  const { bundle } = opened;
  const { preprocessing } = bundle.manifest;
  const badNames = new Set(options.badAmongGood);
  const notGood = new Set([...badNames, ...(options.leaveOut ?? [])]);
  const read = (folder: string, which: 'good' | 'bad', keep: (file: string) => boolean): Promise<Goods> =>
    readFolder(folder, which, preprocessing, { ...options, keep });
  const goods = await read(options.good, 'good', (file) => !notGood.has(file));
  const bads = joined([
    bad === undefined ? none : await read(bad, 'bad', () => true),
    badNames.size === 0 ? none : await read(options.good, 'bad', (file) => badNames.has(file)),
  ]);
  const relabelled =
    relabelledIn === undefined ? none : await relabelledGoods(path.resolve(relabelledIn), bundle.manifest);
  const known = new Set(goods.images.map(({ sha256 }) => sha256));
  const { content, calibration, leftOut, doubt } = await recalibrateBundle({
    ...rules,
    ...{ bundle, provider, goods: goods.images, bads: bads.images, ...signal },
    relabelled: relabelled.images.filter(({ sha256 }) => !known.has(sha256)),
    createdAt: new Date(),
    onJudged: (judged, images) => onProgress?.({ phase: 'judging', judged, images }),
  });
  onProgress?.({ phase: 'writing' });
  options.signal?.throwIfAborted();
  await writeBundle(out, content);
  return {
    bundle: out,
    calibration: content.manifest.calibration,
    sentences: calibration,
    leftOut: [...goods.skipped, ...bads.skipped, ...relabelled.skipped, ...leftOut],
    doubt,
  };
}

const none: Goods = { images: [], skipped: [] };

/** The same image in two folders counts once. */
function joined(parts: readonly Goods[]): Goods {
  const images = new Map(parts.flatMap((part) => part.images).map((image) => [image.sha256, image]));
  return { images: [...images.values()], skipped: parts.flatMap(({ skipped }) => skipped) };
}

async function readFolder(
  folder: string,
  which: 'good' | 'bad',
  preprocessing: Preprocessing,
  how: Pick<RecalibrateFolderOptions, 'recursive' | 'signal' | 'onProgress'> & {
    readonly keep: (file: string) => boolean;
  },
): Promise<Goods> {
  const { recursive = false, signal, onProgress, keep } = how;
  const absolute = path.resolve(folder);
  const listed = await listGoods(absolute, recursive).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    throw new RangeError(`There is no folder ${absolute} of ${which} images.`);
  });
  const files = listed.filter(keep);
  return await readGoods({
    ...{ folder: absolute, files, preprocessing, ...(signal && { signal }) },
    onRead: (read) => onProgress?.({ phase: 'reading', read, images: files.length }),
  });
}
