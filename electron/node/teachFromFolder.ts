import { access, constants, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { HeadName, Manifest, Region } from '../../models/manifest.ts';
import type { Provider } from '../../models/session.ts';
import { type TeachOptions, type TeachProgress, teachBundle } from '../../models/teachBundle.ts';
import { teachFolded } from '../../models/teachFolded.ts';
import type { Replan, TrainingBudget } from '../../models/trainNetwork.ts';
import { refuseForeign, writeBundle } from '../../models/writeBundle.ts';
import { preprocessingSha256 } from './imaging/preprocessingSha256.ts';
import { listGoods } from './lookAtGoods.ts';
import { preprocessingFor } from './preprocessingFor.ts';
import { type SkippedFile, readGoods } from './readGoods.ts';
import type { LocateSearch } from './teachLocate.ts';

export interface TeachFolderOptions {
  /** Folder of good images. */
  readonly good: string;
  /** Sub-folders too; default false: a folder beside may hold bad parts. */
  readonly recursive?: boolean;
  /** Bundle folder to write. */
  readonly out: string;
  readonly product: string;
  readonly purpose?: Manifest['purpose'];
  /** In camera pixels; without the camera image size: that of most images. null: the whole image. */
  readonly region: Region | { x: number; y: number; width: number; height: number } | null;
  /** The network's input has about size x size pixels, in the region's aspect ratio; default 128. */
  readonly size?: number;
  /** Camera pixels across the smallest defect that has to be seen: a large region gets tiles for it, as time allows. Default 3. */
  readonly smallestDefectPx?: number;
  /** Time that judging an image may take; default 25 ms a megapixel of the region, at least 25. */
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
  readonly targetOverkill?: number;
  /** Estimate the limit where the images cannot prove that; default: refuse. */
  readonly allowEstimate?: boolean;
  /** So many models beside estimate the limit, and all images teach: for few images; default: some images only calibrate. */
  readonly folds?: number;
  readonly seed: number;
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
  const files = await listGoods(folder, options.recursive ?? false).catch((error: unknown) => {
    throw isNoFolder(error) ? new RangeError(`There is no folder ${folder} of good images.`) : error;
  });
  const preprocessing = await preprocessingFor(folder, files, {
    ...options,
    onPlanned: (plan) => onProgress?.({ phase: 'planned', plan }),
  });
  const { images, skipped } = await readGoods({
    folder,
    files,
    preprocessing,
    onRead: (read, skippedSoFar) =>
      onProgress?.({ phase: 'reading', read, images: files.length, skipped: skippedSoFar }),
    ...signal,
  });
  const teach = (how: TeachOptions) =>
    options.folds === undefined ? teachBundle(how) : teachFolded({ ...how, folds: options.folds });
  const { content, calibration } = await teach({
    images,
    readCameraFile: ({ file }) => readFile(path.join(folder, file)),
    product: options.product,
    purpose: options.purpose ?? 'production',
    preprocessing,
    preprocessingSha256: preprocessingSha256(preprocessing),
    seed,
    budget,
    ...(options.head === undefined ? {} : { head: options.head }),
    ...(options.targetOverkill === undefined ? {} : { targetOverkill: options.targetOverkill }),
    allowEstimate: options.allowEstimate ?? false,
    ...(options.provider === undefined ? {} : { provider: options.provider }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    skipped,
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
  return { summary, calibration, replans, skipped };
}

function isNoFolder(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
