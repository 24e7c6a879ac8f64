import { assembleBundle } from './assembleBundle.ts';
import type { BundleContent } from './bundle.ts';
import { requireLabels } from './classifier/requireLabels.ts';
import { describeBundle } from './describeBundle.ts';
import { requireReachable } from './calibration/targetNotProvable.ts';
import type { GoodImage } from './goodImage.ts';
import type { HeadOptions } from './heads/head.ts';
import type { HeadName, Manifest, Preprocessing } from './manifest.ts';
import type { Provider } from './session.ts';
import { type GoodSplit, splitGoods } from './splitGoods.ts';
import { taughtNetwork } from './taughtNetwork.ts';
import { tiledNetwork } from './tiles/tiledNetwork.ts';
import { planOf, tileCount } from './tiles/tilePlan.ts';
import { trainingImages } from './tiles/trainingImages.ts';
import { type TrainingBudget, type TrainingProgress, trainNetwork } from './trainNetwork.ts';

export interface TeachOptions {
  /** Prepared as `preprocessing` says; no two the same. */
  readonly images: readonly GoodImage[];
  /** Bytes of the camera file of one of the images. */
  readonly readCameraFile: (image: GoodImage) => Promise<Uint8Array>;
  readonly product: string;
  readonly purpose: Manifest['purpose'];
  readonly preprocessing: Preprocessing;
  readonly preprocessingSha256: string;
  /** Images of bad parts, prepared alike; none is good too. */
  readonly bads?: readonly GoodImage[];
  readonly headOptions?: HeadOptions;
  /** Whether to make a classifier where there are labels enough; default true. */
  readonly withClassifier?: boolean;
  /** Head in force, default `fused`; also when it is a classifier that is no better than `fused`. */
  readonly head?: HeadName;
  /** Largest share of good parts rejected, to be proven at 95 %; default: the limit is the largest held-out good score. */
  readonly targetOverkill?: number;
  /** Estimate the limit where the images cannot prove it; default: refuse. */
  readonly allowEstimate?: boolean;
  readonly seed: number;
  /** Of the images in the order of their SHA-256s; default: `splitGoods`. */
  readonly split?: GoodSplit | undefined;
  /** Minutes are for the network, the heads and the limit together. */
  readonly budget: TrainingBudget;
  readonly provider?: Provider;
  readonly threads?: number;
  /** Files left out, and why; kept in the manifest. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** Of the programs that teach, by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly onProgress?: ((progress: TeachProgress) => void) | undefined;
  readonly signal?: AbortSignal;
}

export type TeachProgress =
  | { readonly phase: 'teaching'; readonly training: TrainingProgress }
  | { readonly phase: 'combining' }
  | { readonly phase: 'calibrating' };

/** Share of the time kept for what follows the network's teaching: heads, fusion, calibration. */
const shareAfterTraining = 0.12;

export interface Taught {
  readonly content: BundleContent;
  /** What the limit promises, and what else to know, in a few sentences. */
  readonly calibration: string;
}

/**
 * Teaches a product from good images: splits them, trains the network, fits the heads and combines them, exports the graph
 * and calibrates on images nothing before has seen. Labelled bad images, if any, only refine how heads are combined. The same
 * images, seed, steps, threads and machine give the same model and limit, whatever the order of the images.
 * @throws RangeError with a sentence when there are fewer than 20 different images, or too few labels for a classifier;
 *   TargetNotProvable; all of them before anything is taught; the signal's reason when aborted.
 */
export async function teachBundle(options: TeachOptions): Promise<Taught> {
  // By content, so that names and order of files change nothing.
  const images = options.images.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const { preprocessing, seed, budget, provider = 'cpu', signal, onProgress } = options;
  const { targetOverkill, allowEstimate = false, head = 'fused' } = options;
  const plan = planOf(preprocessing);
  const hashes = images.map(({ sha256 }) => sha256);
  const split = options.split ?? splitGoods(hashes, seed, targetOverkill);
  requireLabels(head, options.bads?.length ?? 0);
  if (targetOverkill !== undefined) requireReachable(targetOverkill, split.calibrate.length, allowEstimate);
  const pixelsOf = (indices: readonly number[]): Float32Array[] =>
    indices.map((index) => images[index]!.pixels);
  const running = {
    provider,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    ...(signal === undefined ? {} : { signal }),
  };
  const training = trainingImages(
    plan,
    { train: pixelsOf(split.teach), select: pixelsOf(split.select) },
    seed,
  );
  const trained = await trainNetwork({
    ...running,
    ...training,
    channels: preprocessing.channels,
    seed,
    budget: 'minutes' in budget ? { minutes: budget.minutes * (1 - shareAfterTraining) } : budget,
    onProgress: (news) => onProgress?.({ phase: 'teaching', training: news }),
  });
  onProgress?.({ phase: 'combining' });
  const content = await assembleBundle({
    ...running,
    network: tiledNetwork(taughtNetwork(trained.weights, trained.size), plan, training.placed?.places),
    latentSize: trained.size.latentSize * tileCount(plan),
    images,
    split,
    bads: options.bads ?? [],
    onCombined: () => onProgress?.({ phase: 'calibrating' }),
    readCameraFile: options.readCameraFile,
    product: options.product,
    purpose: options.purpose,
    preprocessing,
    preprocessingSha256: options.preprocessingSha256,
    ...(options.headOptions && { headOptions: options.headOptions }),
    withClassifier: options.withClassifier ?? true,
    head,
    ...{ targetOverkill, allowEstimate },
    createdAt: options.createdAt,
    teaching: {
      seed,
      steps: trained.steps,
      ...(trained.replans.length > 0 && { replans: [...trained.replans] }),
      seconds: trained.seconds,
      minutes: 'minutes' in budget ? budget.minutes : null,
      skipped: [...options.skipped],
      versions: { ...options.versions },
    },
  });
  return { content, calibration: describeBundle(content.manifest, head) };
}
