import { access, constants, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { importBundle } from '../../../models/foreign/importBundle.ts';
import { type NetworkFiles, recogniseNetwork } from '../../../models/foreign/recogniseNetwork.ts';
import type { Wishes } from '../../../models/foreign/wishes.ts';
import type { HeadName, Preprocessing } from '../../../models/manifest.ts';
import { refuseForeign, writeBundle } from '../../../models/writeBundle.ts';
import { headOptionsFor } from '../headOptionsFor.ts';
import { preprocessingSha256 } from '../imaging/preprocessingSha256.ts';
import { preprocessingFor } from '../preprocessingFor.ts';
import { type SkippedFile, readGoods } from '../readGoods.ts';
import { type TeachFolderOptions, listImages, readBads } from '../teachFromFolder.ts';

export interface ImportFolderOptions extends Pick<
  TeachFolderOptions,
  | 'good'
  | 'bad'
  | 'recursive'
  | 'out'
  | 'product'
  | 'region'
  | 'bitDepth'
  | 'locate'
  | 'head'
  | 'histogramRegion'
  | 'ignored'
  | 'targetOverkill'
  | 'allowEstimate'
  | 'seed'
  | 'threads'
  | 'versions'
  | 'signal'
> {
  readonly files: NetworkFiles;
  readonly wishes: Wishes;
  /** How the network's images were resized when it was taught. */
  readonly kernel: Preprocessing['kernel'];
  readonly onProgress: (progress: ImportProgress) => void;
}

export type ImportProgress =
  | {
      readonly phase: 'reading';
      readonly read: number;
      readonly images: number;
    }
  | { readonly phase: 'leftOut'; readonly files: readonly SkippedFile[] }
  | { readonly phase: 'recognised'; readonly sentences: readonly string[] }
  | { readonly phase: 'combining' }
  | { readonly phase: 'calibrating' }
  | { readonly phase: 'writing' };

/** What `import` prints as its last line. */
export interface ImportSummary {
  /** Absolute folder. */
  readonly bundle: string;
  /** Heads the network allows. */
  readonly heads: readonly HeadName[];
  readonly head: HeadName;
  readonly limit: number;
  /** Good images the heads were fitted on. */
  readonly fitted: number;
  /** The other good images: those that chose among heads and those that set the limit. */
  readonly heldOut: number;
  readonly seconds: number;
}

/**
 * Makes a bundle of a network somebody else made and a folder of good images. Files that cannot be read, and copies, are left
 * out and listed.
 * @throws ForeignModelError, RangeError or BundleError with a sentence when network, images or `out` cannot be used; the
 *   system's error when a file cannot be read or written; the signal's reason when aborted. No bundle is written then.
 */
export async function importFromFolder(
  options: ImportFolderOptions,
): Promise<{ readonly summary: ImportSummary; readonly calibration: string }> {
  const started = performance.now();
  const { onProgress, wishes, threads, seed } = options;
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const bundle = path.resolve(options.out);
  await refuseForeign(bundle);
  await mkdir(path.dirname(bundle), { recursive: true });
  await access(path.dirname(bundle), constants.W_OK);
  const network = await recogniseNetwork(options.files, wishes, threads);
  onProgress({ phase: 'recognised', sentences: network.told });
  const folder = path.resolve(options.good);
  const files = await listImages(folder, 'good', options.recursive);
  const { channels, width, height } = network.form;
  const preprocessing = await preprocessingFor(folder, files, {
    ...options,
    channels,
    sides: { width, height },
  });
  const headOptions = await headOptionsFor(folder, files, preprocessing, options.histogramRegion);
  const goods = await readGoods({
    folder,
    files,
    preprocessing,
    onRead: (read) => onProgress({ phase: 'reading', read, images: files.length }),
    ...signal,
  });
  const bads =
    options.bad === undefined
      ? { images: [], skipped: [] }
      : await readBads(options.bad, goods.images, preprocessing, options);
  const skipped = [...goods.skipped, ...bads.skipped];
  onProgress({ phase: 'leftOut', files: skipped });
  const { content, calibration } = await importBundle({
    network,
    wishes,
    images: goods.images,
    bads: bads.images,
    readCameraFile: ({ file }) => readFile(path.join(folder, file)),
    product: options.product,
    preprocessing,
    preprocessingSha256: preprocessingSha256(preprocessing),
    headOptions,
    seed,
    ...(options.head === undefined ? {} : { head: options.head }),
    ...(options.targetOverkill === undefined ? {} : { targetOverkill: options.targetOverkill }),
    allowEstimate: options.allowEstimate ?? false,
    ...(threads === undefined ? {} : { threads }),
    skipped,
    versions: options.versions,
    createdAt: new Date(),
    onRecognised: (sentences) => onProgress({ phase: 'recognised', sentences }),
    onPhase: (phase) => onProgress({ phase }),
    ...signal,
  });
  onProgress({ phase: 'writing' });
  options.signal?.throwIfAborted();
  await writeBundle(bundle, content);
  const { teaching, heads } = content.manifest;
  const { head, limit } = content.manifest.calibration;
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const names = Object.keys(heads) as HeadName[];
  const summary = {
    bundle,
    heads: names,
    head,
    limit,
    fitted: teaching.trained,
    heldOut: teaching.heldOut,
    seconds,
  };
  return { summary, calibration };
}
