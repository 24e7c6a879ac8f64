import { assembleBundle } from '../assembleBundle.ts';
import { requireReachable } from '../calibration/targetNotProvable.ts';
import type { BundleContent } from '../bundle.ts';
import { requireLabels } from '../classifier/requireLabels.ts';
import { describeBundle } from '../describeBundle.ts';
import type { GoodImage } from '../goodImage.ts';
import type { HeadOptions } from '../heads/head.ts';
import { availableHeads } from '../inspectionGraph.ts';
import type { HeadName, Manifest, Preprocessing } from '../manifest.ts';
import { splitGoods } from '../splitGoods.ts';
import { ForeignModelError } from './foreignModel.ts';
import { foreignNetwork } from './foreignNetwork.ts';
import type { RecognisedNetwork } from './recogniseNetwork.ts';
import { recogniseValues } from './recogniseValues.ts';
import type { Wishes } from './wishes.ts';

export interface ImportOptions {
  readonly network: RecognisedNetwork;
  readonly wishes: Wishes;
  /** Prepared as `preprocessing` says, in the size and colours of the network; no two the same. */
  readonly images: readonly GoodImage[];
  /** Images of bad parts, prepared alike; none is good too. */
  readonly bads: readonly GoodImage[];
  /** Bytes of the camera file of one of the images. */
  readonly readCameraFile: (image: GoodImage) => Promise<Uint8Array>;
  readonly product: string;
  readonly preprocessing: Preprocessing;
  readonly preprocessingSha256: string;
  readonly headOptions?: HeadOptions;
  /** Head in force, default `fused`; also when it is a classifier that is no better than `fused`. */
  readonly head?: HeadName;
  /** Largest share of good parts rejected, to be proven at 95 %; default: the limit is the largest held-out good score. */
  readonly targetOverkill?: number;
  /** Estimate the limit where the images cannot prove it; default: refuse. */
  readonly allowEstimate?: boolean;
  /** Of the split of the good images. */
  readonly seed: number;
  readonly threads?: number;
  /** Files left out, and why; kept in the manifest. */
  readonly skipped: Manifest['teaching']['skipped'];
  readonly versions: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  /** What its values were recognised to be, a sentence each. */
  readonly onRecognised?: (sentences: readonly string[]) => void;
  readonly onPhase?: (phase: 'combining' | 'calibrating') => void;
  readonly signal?: AbortSignal;
}

/**
 * Makes a bundle of a network somebody else made: heads, calibration and manifest as for a taught one. What the network does
 * not have leaves out the heads that need it.
 * @throws RangeError or ForeignModelError with a sentence: too few images, a head that the network does not allow; the
 *   signal's reason when aborted.
 */
export async function importBundle(
  options: ImportOptions,
): Promise<{ readonly content: BundleContent; readonly calibration: string }> {
  const started = performance.now();
  const { network, wishes, seed, threads, signal, targetOverkill, allowEstimate = false } = options;
  // By content, so that names and order of files change nothing.
  const images = options.images.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const split = splitGoods(
    images.map(({ sha256 }) => sha256),
    seed,
    targetOverkill,
  );
  if (targetOverkill !== undefined) requireReachable(targetOverkill, split.calibrate.length, allowEstimate);
  const seen = split.teach.map((index) => images[index]!.pixels);
  const { told, ...values } = await recogniseValues(network, wishes, seen, threads);
  options.onRecognised?.(told);
  const inspected = foreignNetwork(network, values);
  const head = options.head ?? 'fused';
  requireLabels(head, options.bads.length);
  const allowed: readonly HeadName[] = ['fused', 'classifier', ...availableHeads(inspected)];
  if (!allowed.includes(head)) {
    throw new ForeignModelError(
      `${network.coder.file} does not give what the head ${head} needs; it allows ${allowed.join(', ')}.`,
    );
  }
  options.onPhase?.('combining');
  const latentSize = network.mean?.shape.reduce(
    (product, size) => product * size,
    network.decoder?.halves ? 0.5 : 1,
  );
  const content = await assembleBundle({
    network: inspected,
    ...(latentSize === undefined ? {} : { latentSize }),
    images,
    split,
    bads: options.bads,
    readCameraFile: options.readCameraFile,
    product: options.product,
    purpose: 'production',
    preprocessing: options.preprocessing,
    preprocessingSha256: options.preprocessingSha256,
    ...(options.headOptions && { headOptions: options.headOptions }),
    head,
    ...{ targetOverkill, allowEstimate },
    provider: 'cpu',
    ...(threads === undefined ? {} : { threads }),
    createdAt: options.createdAt,
    teaching: {
      seed,
      steps: 0,
      seconds: Math.round((performance.now() - started) / 100) / 10,
      minutes: null,
      skipped: options.skipped,
      versions: { ...options.versions },
      imported: { files: [...network.files], recognised: [...network.told, ...told] },
    },
    onCombined: () => options.onPhase?.('calibrating'),
    ...(signal === undefined ? {} : { signal }),
  });
  return { content, calibration: describeBundle(content.manifest, head) };
}
