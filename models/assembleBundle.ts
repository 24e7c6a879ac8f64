import { type BundleContent, sha256Hex } from './bundle.ts';
import { bundleId, imagesSha256 } from './bundleId.ts';
import { calibrateHeads } from './calibration/calibrateHeads.ts';
import { chooseReferences } from './chooseReferences.ts';
import type { GoodImage } from './goodImage.ts';
import { type InspectionNetwork, availableHeads, fitHeads, inspectionGraph } from './inspectionGraph.ts';
import { type Judgement, judgeOf } from './judge.ts';
import { imagesPerRun } from './imagesPerRun.ts';
import { calibrateLocating } from './locate/calibrateLocating.ts';
import { type HeadName, type Manifest, type Preprocessing, manifestFormat } from './manifest.ts';
import { observeGoods } from './observeGoods.ts';
import type { Provider } from './session.ts';
import type { GoodSplit } from './splitGoods.ts';

export interface AssembleOptions {
  readonly network: InspectionNetwork;
  readonly latentSize: number;
  readonly images: readonly GoodImage[];
  readonly split: GoodSplit;
  /** Bytes of the camera file of one of the images. */
  readonly readCameraFile: (image: GoodImage) => Promise<Uint8Array>;
  readonly product: string;
  readonly purpose: Manifest['purpose'];
  readonly preprocessing: Preprocessing;
  readonly preprocessingSha256: string;
  /** Head in force. */
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
  readonly signal?: AbortSignal;
}

/**
 * Largest relative difference of a replayed score. CPU and GPU differ by less (float32, reduced-precision products);
 * another resize kernel or a forgotten scaling moves at least one head by more.
 */
const replayTolerance = 0.02;

/**
 * Makes a bundle of a taught network: fits the heads on the images of teaching and selection, exports the one graph,
 * and calibrates by running the held-out images through that very graph.
 */
export async function assembleBundle(options: AssembleOptions): Promise<BundleContent> {
  const { network, images, split, head, provider, threads, signal, createdAt } = options;
  const sessionOptions = { provider, ...(threads === undefined ? {} : { threads }) };
  const seen = [...split.teach, ...split.select].map((index) => images[index]!);
  const held = split.calibrate.map((index) => images[index]!);
  const names = availableHeads(network);
  const builders = fitHeads(await observeGoods(network, seen.map(pixelsOf), sessionOptions, signal));
  const judgeHeld = async (model: Uint8Array): Promise<Judgement[]> => {
    await using judge = await judgeOf(model, { ...network, heads: names }, sessionOptions);
    const judgements: Judgement[] = [];
    const batchSize = imagesPerRun(network);
    for (let from = 0; from < held.length; from += batchSize) {
      signal?.throwIfAborted();
      judgements.push(...(await judge.judge(held.slice(from, from + batchSize).map(pixelsOf))));
    }
    return judgements;
  };
  const unscaled = await judgeHeld(inspectionGraph({ network, builders, head, pixelLimit: 1 }).toModel());
  const pixelLimit = Math.max(
    ...unscaled.map(({ map }) => map.reduce((most, value) => Math.max(most, value), 0)),
  );
  const model = inspectionGraph({ network, builders, head, pixelLimit: pixelLimit || 1 }).toModel();
  const judgements = await judgeHeld(model);

  const scoresOf = (name: HeadName): number[] => judgements.map(({ scores }) => scores[name]!);
  const hashesOf = (indices: readonly number[]): string[] => indices.map((index) => images[index]!.sha256);
  const { calibration, heads: headRecords } = calibrateHeads({
    ...{ head, names, goodScores: scoresOf, createdAt },
    targetOverkill: options.targetOverkill,
    allowEstimate: options.allowEstimate,
    dataSha256: imagesSha256(hashesOf(split.calibrate)),
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
    latentSize,
    heads: headRecords,
    calibration,
    ...(locating && { locating }),
    replayTolerance,
    references: references.map(({ reference }) => reference),
    teaching: {
      ...options.teaching,
      trained: split.teach.length,
      heldOut: split.select.length + split.calibrate.length,
      calibrated: split.calibrate.length,
      dataSha256: imagesSha256(images.map(({ sha256 }) => sha256)),
      imageSha256s: {
        teach: hashesOf(split.teach),
        select: hashesOf(split.select),
        calibrate: hashesOf(split.calibrate),
      },
      provider,
    },
  };
  return {
    manifest,
    model,
    references: new Map(references.map(({ reference, bytes }) => [reference.file, bytes])),
  };
}

const pixelsOf = ({ pixels }: GoodImage): Float32Array => pixels;
