import { access, constants, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { GoodImage } from '../../models/goodImage.ts';
import type { HeadName, Manifest, Preprocessing, Region } from '../../models/manifest.ts';
import type { Provider } from '../../models/session.ts';
import { type TeachOptions, type TeachProgress, teachBundle } from '../../models/teachBundle.ts';
import { teachFolded } from '../../models/teachFolded.ts';
import { planOf, tileCount } from '../../models/tiles/tilePlan.ts';
import type { Replan, TrainingBudget } from '../../models/trainNetwork.ts';
import { refuseForeign, writeBundle } from '../../models/writeBundle.ts';
import { type CameraPart, headOptionsFor } from './headOptionsFor.ts';
import { preprocessingSha256 } from './imaging/preprocessingSha256.ts';
import { listGoods } from './lookAtGoods.ts';
import { preprocessingFor } from './preprocessingFor.ts';
import { type Goods, type SkippedFile, readGoods } from './readGoods.ts';
import type { LocateSearch } from './teachLocate.ts';

const leastMinutes = 0.1;

export interface TeachFolderOptions {
  /** Folder of good images. */
  readonly good: string;
  /** Folder of images of bad parts, if there are any: what is made of the heads is refined by them. */
  readonly bad?: string;
  /** Sub-folders too; default false: a folder beside may hold bad parts. */
  readonly recursive?: boolean;
  /** Bundle folder to write. */
  readonly out: string;
  readonly product: string;
  readonly purpose?: Manifest['purpose'];
  /** In camera pixels; without the camera image size: that of most images. null: the whole image. */
  readonly region: Region | { x: number; y: number; width: number; height: number } | null;
  /** Parts of the camera image that are not judged, in camera pixels; default: none. */
  readonly ignored?: readonly CameraPart[];
  /** Images in the folder that are left out, by their names; default: none. */
  readonly leaveOut?: readonly string[];
  /** The network's input has about size x size pixels, in the region's aspect ratio; default 128. */
  readonly size?: number;
  /** Camera pixels across the smallest defect that has to be seen: a large region gets tiles for it, as time allows. Default 3. */
  readonly smallestDefectPx?: number;
  /** Time that judging an image may take; default 25 ms a megapixel of a region of 2 or more, a smaller one is seen whole. */
  readonly msPerImage?: number;
  /** Most tiles, instead of what the time allows on this machine. */
  readonly mostTiles?: number;
  /** Default: 1 when the images are grey. */
  readonly channels?: 1 | 3;
  /** Bits a sample really has, 8 to 16, when the files do not say so; kept in the bundle. */
  readonly bitDepth?: number | null;
  /** Find the part about its region first; default: it lies where the region was drawn. */
  readonly locate?: LocateSearch;
  readonly head?: HeadName;
  /** Part of the camera image where `histogram` looks; default: all that is inspected. */
  readonly histogramRegion?: CameraPart;
  readonly targetOverkill?: number;
  /** Estimate the limit where the images cannot prove that; default: refuse. */
  readonly allowEstimate?: boolean;
  /** So many models beside estimate the limit, and all images teach: for few images; default: some images only calibrate. */
  readonly folds?: number;
  readonly seed: number;
  /** Minutes are for everything: reading, the network, the heads and the limit. */
  readonly budget: TrainingBudget;
  readonly provider?: Provider;
  readonly threads?: number;
  /** Of this program and what it runs on, kept in the manifest. */
  readonly versions: Readonly<Record<string, string>>;
  readonly onProgress?: (progress: TeachFolderProgress) => void;
  readonly signal?: AbortSignal;
}

export type TeachFolderProgress =
  | {
      readonly phase: 'reading';
      readonly read: number;
      readonly images: number;
      readonly skipped: readonly SkippedFile[];
    }
  /** Resolution and tiles for a large region, in a sentence. */
  | { readonly phase: 'planned'; readonly plan: string }
  | TeachProgress
  | { readonly phase: 'writing' };

/** What `teach` prints as its last line. */
export interface TeachSummary {
  /** Absolute folder. */
  readonly bundle: string;
  readonly trained: number;
  /** Good images training did not see: those that chose the checkpoint and those that set the limit. */
  readonly heldOut: number;
  readonly head: HeadName;
  readonly limit: number;
  readonly seconds: number;
  /** `--steps` with this number, and `replans` if there are any, repeats the run. */
  readonly steps: number;
}

export interface TaughtFolder {
  readonly summary: TeachSummary;
  /** The limit and what it promises, in one sentence. */
  readonly calibration: string;
  /** Beside the steps what repeats a timed run; empty unless it had to shorten its plan. */
  readonly replans: readonly Replan[];
  /** Of an image; 1: it is judged in one piece. */
  readonly tiles: number;
  readonly skipped: readonly SkippedFile[];
}

/**
 * Teaches a product from a folder of good images and writes the bundle. Files that cannot be read, and copies, are left
 * out and listed. Blocks the calling thread a step at a time: give it a process of its own.
 * @throws RangeError with a sentence for a folder that is none, fewer than 20 images or a region that does not fit; BundleError when `out` is
 *   something else than a bundle; the system's error when nothing can be written there; the signal's reason when
 *   aborted. No bundle is written then.
 */
export async function teachFromFolder(options: TeachFolderOptions): Promise<TaughtFolder> {
  const started = performance.now();
  const { onProgress, budget, seed } = options;
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const bundle = path.resolve(options.out);
  await refuseForeign(bundle);
  // Before minutes of teaching, not after them.
  await mkdir(path.dirname(bundle), { recursive: true });
  await access(path.dirname(bundle), constants.W_OK);
  const folder = path.resolve(options.good);
  const leaveOut = new Set(options.leaveOut);
  const files = (await listImages(folder, 'good', options.recursive)).filter((file) => !leaveOut.has(file));
  const preprocessing = await preprocessingFor(folder, files, {
    ...options,
    onPlanned: (plan) => onProgress?.({ phase: 'planned', plan }),
  });
  const headOptions = await headOptionsFor(folder, files, preprocessing, options.histogramRegion);
  const { images, skipped } = await readGoods({
    folder,
    files,
    preprocessing,
    onRead: (read, skippedSoFar) =>
      onProgress?.({ phase: 'reading', read, images: files.length, skipped: skippedSoFar }),
    ...signal,
  });
  const bads = options.bad === undefined ? null : await readBads(options.bad, images, preprocessing, options);
  const teach = (how: TeachOptions) =>
    options.folds === undefined ? teachBundle(how) : teachFolded({ ...how, folds: options.folds });
  const { content, calibration } = await teach({
    images,
    bads: bads?.images ?? [],
    readCameraFile: ({ file }) => readFile(path.join(folder, file)),
    product: options.product,
    purpose: options.purpose ?? 'production',
    preprocessing,
    preprocessingSha256: preprocessingSha256(preprocessing),
    headOptions,
    seed,
    budget: afterReading(budget, (performance.now() - started) / 60_000),
    ...(options.head === undefined ? {} : { head: options.head }),
    ...(options.targetOverkill === undefined ? {} : { targetOverkill: options.targetOverkill }),
    allowEstimate: options.allowEstimate ?? false,
    ...(options.provider === undefined ? {} : { provider: options.provider }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    skipped: [...skipped, ...(bads?.skipped ?? [])],
    versions: options.versions,
    createdAt: new Date(),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...signal,
  });
  onProgress?.({ phase: 'writing' });
  options.signal?.throwIfAborted();
  await writeBundle(bundle, content);
  const { manifest } = content;
  const { trained, heldOut, steps, replans = [] } = manifest.teaching;
  const { head, limit } = manifest.calibration;
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const summary = { bundle, trained, heldOut, head, limit, seconds, steps };
  const tiles = tileCount(planOf(manifest.preprocessing));
  return { summary, calibration, replans, tiles, skipped: manifest.teaching.skipped };
}

/** Image names in a folder, sorted. @throws RangeError when there is no such folder. */
export async function listImages(
  folder: string,
  which: 'good' | 'bad',
  recursive = false,
): Promise<string[]> {
  return await listGoods(folder, recursive).catch((error: unknown) => {
    throw isNoFolder(error) ? new RangeError(`There is no folder ${folder} of ${which} images.`) : error;
  });
}

/** Bad images, those left out that are good ones at the same time. Files are named with their folder. */
export async function readBads(
  bad: string,
  goods: readonly GoodImage[],
  preprocessing: Preprocessing,
  { recursive, signal }: Pick<TeachFolderOptions, 'recursive' | 'signal'>,
): Promise<Goods> {
  const folder = path.resolve(bad);
  const files = await listImages(folder, 'bad', recursive);
  const onRead = (): void => undefined;
  const read = await readGoods({ folder, files, preprocessing, onRead, ...(signal && { signal }) });
  const goodFiles = new Map(goods.map(({ sha256, file }) => [sha256, file]));
  const contradictions = read.images.flatMap(({ file, sha256 }) => {
    const good = goodFiles.get(sha256);
    return good === undefined ? [] : [{ file, reason: `It is also the good image ${good}, byte for byte.` }];
  });
  const inFolder = (file: string): string => path.join(path.basename(folder), file);
  return {
    images: read.images.filter(({ sha256 }) => !goodFiles.has(sha256)),
    skipped: [...read.skipped, ...contradictions].map(({ file, reason }) => ({
      file: inFolder(file),
      reason,
    })),
  };
}

/** What reading leaves of the time; at least the shortest teaching there is. */
function afterReading(budget: TrainingBudget, minutes: number): TrainingBudget {
  return 'minutes' in budget ? { minutes: Math.max(leastMinutes, budget.minutes - minutes) } : budget;
}

function isNoFolder(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
