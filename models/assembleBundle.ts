import { type BundleContent, sha256Hex } from './bundle.ts';
import { bundleId, imagesSha256 } from './bundleId.ts';
import { calibrateHeads } from './calibration/calibrateHeads.ts';
import { chooseReferences } from './chooseReferences.ts';
import { combineHeads } from './fusion/combineHeads.ts';
import type { GoodImage } from './goodImage.ts';
import type { HeadOptions } from './heads/head.ts';
import { type InspectionNetwork, headsOf, inspectionGraph } from './inspectionGraph.ts';
import { type Judgement, judgeOf } from './judge.ts';
import { imagesPerRun } from './imagesPerRun.ts';
import { calibrateLocating } from './locate/calibrateLocating.ts';
import { type HeadName, type Manifest, type Preprocessing, manifestFormat } from './manifest.ts';
import type { Provider } from './session.ts';
import { splitBads } from './splitBads.ts';
import type { GoodSplit } from './splitGoods.ts';

export interface AssembleOptions {
  readonly network: InspectionNetwork;
  /** Absent: the network has no latent. */
  readonly latentSize?: number;
  readonly images: readonly GoodImage[];
  readonly split: GoodSplit;
  /**
   * Images of bad parts, prepared alike: half of them refine what `fused` makes of the heads, the others choose nothing and
   * tell how many escape (`splitBads`).
   */
  readonly bads?: readonly GoodImage[];
  /** Bytes of the camera file of one of the images. */
  readonly readCameraFile: (image: GoodImage) => Promise<Uint8Array>;
  readonly product: string;
  readonly purpose: Manifest['purpose'];
  readonly preprocessing: Preprocessing;
  readonly preprocessingSha256: string;
  readonly headOptions?: HeadOptions;
  /** How many synthetic anomalies combine the heads at most; by default as many as make a difference. */
  readonly anomalies?: number;
  /** Whether to make a classifier where there are labels enough; default true. */
  readonly withClassifier?: boolean;
  /** Head in force; `fused` in its place when it is a classifier that is refused. */
  readonly head: HeadName;
  readonly targetOverkill?: number | undefined;
  /** Estimate the limit where the calibration images cannot prove the target. */
  readonly allowEstimate?: boolean | undefined;
  readonly provider: Provider;
  readonly threads?: number;
  readonly createdAt: Date;
  readonly teaching: Omit<
    Manifest['teaching'],
    'trained' | 'heldOut' | 'calibrated' | 'dataSha256' | 'imageSha256s' | 'provider'
  >;
  /** Called when the heads are combined; calibration follows. */
  readonly onCombined?: () => void;
  readonly signal?: AbortSignal;
}

/**
 * Largest relative difference of a replayed score. CPU and GPU differ by less (float32, reduced-precision products);
 * another resize kernel or a forgotten scaling moves at least one head by more.
 */
const replayTolerance = 0.02;

/**
 * Makes a bundle of a taught network: fits the heads on the images of teaching and selection, combines them by those of
 * selection, exports the one graph, and calibrates by running the held-out images through that very graph.
 */
export async function assembleBundle(options: AssembleOptions): Promise<BundleContent> {
  const { images, split, provider, threads, signal, createdAt } = options;
  const { ignored } = options.preprocessing;
  const network = { ...options.network, ...(ignored && { ignored }) };
  const sessionOptions = { provider, ...(threads === undefined ? {} : { threads }) };
  const [teach, select, held] = [split.teach, split.select, split.calibrate].map((indices) =>
    indices.map((index) => images[index]!),
  ) as [GoodImage[], GoodImage[], GoodImage[]];
  const bads = splitBads(options.bads ?? [], options.teaching.seed);
  const { fusionRecord, classifierRecord, ...heads } = await combineHeads({
    network,
    teach: teach.map(pixelsOf),
    select: select.map(pixelsOf),
    bads: bads.choose.map(pixelsOf),
    seed: options.teaching.seed,
    ...(options.headOptions && { headOptions: options.headOptions }),
    withClassifier: options.withClassifier ?? true,
    ...(options.anomalies !== undefined && { anomalies: options.anomalies }),
    sessionOptions,
    ...(signal === undefined ? {} : { signal }),
  });
  // A classifier that is no better than `fused` is not offered, whoever asked for it.
  const head = options.head === 'classifier' && !heads.classifier ? 'fused' : options.head;
  options.onCombined?.();
  const names = headsOf(heads);
  const model = inspectionGraph({ network, ...heads }).toModel();
  const judged = await judgeUnscaled([...held, ...bads.measure]);
  const judgements = judged.slice(0, held.length);
  const peaks = judgements.map(({ map }) => map.reduce((most, value) => Math.max(most, value), 0));

  const scoresOf =
    (from: number, to: number) =>
    (name: HeadName): number[] =>
      judged.slice(from, to).map(({ scores }) => scores[name]!);
  const hashesOf = (indices: readonly number[]): string[] => indices.map((index) => images[index]!.sha256);
  const { calibration, heads: headRecords } = calibrateHeads({
    ...{ head, names, createdAt },
    goodScores: scoresOf(0, held.length),
    badScores: scoresOf(held.length, judged.length),
    targetOverkill: options.targetOverkill,
    allowEstimate: options.allowEstimate,
    dataSha256: imagesSha256(hashesOf(split.calibrate)),
    pixelLimit: Math.max(...peaks) || 1,
  });
  const references = await chooseReferences(held, judgements, head, options.readCameraFile);

  const locating = calibrateLocating(images, split.calibrate);

  const modelSha256 = sha256Hex(model);
  const { product, purpose, preprocessing, preprocessingSha256, latentSize } = options;
  const manifest: Manifest = {
    format: manifestFormat,
    id: bundleId({ modelSha256, preprocessingSha256, calibration, product }),
    product,
    createdAt: createdAt.toISOString(),
    purpose,
    preprocessing,
    preprocessingSha256,
    modelSha256,
    ...(latentSize === undefined ? {} : { latentSize }),
    heads: headRecords,
    calibration,
    fusion: fusionRecord,
    ...(classifierRecord && { classifier: classifierRecord }),
    ...(locating && { locating }),
    replayTolerance,
    references: references.map(({ reference }) => reference),
    teaching: {
      ...options.teaching,
      ...(options.headOptions?.histogramPart && { histogramPart: options.headOptions.histogramPart }),
      trained: split.teach.length,
      heldOut: split.select.length + split.calibrate.length,
      calibrated: split.calibrate.length,
      dataSha256: imagesSha256(images.map(({ sha256 }) => sha256)),
      imageSha256s: {
        teach: hashesOf(split.teach),
        select: hashesOf(split.select),
        calibrate: hashesOf(split.calibrate),
        ...(bads.choose.length > 0 && { bad: bads.choose.map(({ sha256 }) => sha256) }),
      },
      provider,
    },
  };
  return {
    manifest,
    model,
    references: new Map(references.map(({ reference, bytes }) => [reference.file, bytes])),
  };

  async function judgeUnscaled(all: readonly GoodImage[]): Promise<Judgement[]> {
    const unscaled = { head, pixelLimit: 1 };
    await using judge = await judgeOf(model, { ...network, heads: names, map: unscaled }, sessionOptions);
    const judgements: Judgement[] = [];
    const batchSize = imagesPerRun(network);
    for (let from = 0; from < all.length; from += batchSize) {
      signal?.throwIfAborted();
      judgements.push(...(await judge.judge(all.slice(from, from + batchSize).map(pixelsOf))));
    }
    return judgements;
  }
}

const pixelsOf = ({ pixels }: GoodImage): Float32Array => pixels;
