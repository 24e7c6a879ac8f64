import {
  headsOf,
  type JudgedImages,
  type Recalibrated,
  recalibrated,
  type RecalibrationRules,
  requireHead,
} from './calibration/recalibrated.ts';
import { requireReachable } from './calibration/targetNotProvable.ts';
import { type UntouchedImages, untouchedImages } from './calibration/untouchedImages.ts';
import type { GoodImage } from './goodImage.ts';
import { imagesPerRun } from './imagesPerRun.ts';
import { outputNamesOf } from './graph/keepOutputs.ts';
import { type Judgement, judgeOf } from './judge.ts';
import { type HeadName, tensorNames } from './manifest.ts';
import type { Provider } from './session.ts';

export interface RecalibrateOptions extends RecalibrationRules {
  /** Prepared as the bundle's preprocessing says; no two the same. */
  readonly goods: readonly GoodImage[];
  /** Of bad parts: they choose nothing and tell how many escape. */
  readonly bads?: readonly GoodImage[];
  /** Good images chosen by what the station or a person said of them: with one of them every statement is an estimate. */
  readonly relabelled?: readonly GoodImage[];
  readonly provider: Provider;
  readonly threads?: number;
  readonly onJudged?: (images: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * The same model with limits from other good images, without teaching again: judges them with the bundle, sets the limit
 * of its head, or of another one, and writes that down under a new calibration id and a new bundle id.
 * Images that taught or chose anything are left out; TargetNotProvable is thrown before anything is judged.
 * @throws RangeError with a sentence: no untouched good image, a target they cannot prove, a head the bundle has not; the signal's
 *   reason when aborted.
 */
export async function recalibrateBundle(options: RecalibrateOptions): Promise<Recalibrated> {
  const { bundle, relabelled = [] } = options;
  const { manifest } = bundle;
  const head = options.head ?? manifest.calibration.head;
  requireHead(bundle, head);
  const untouched = untouchedImages(manifest, [...options.goods, ...relabelled], options.bads ?? []);
  const isEstimate = options.allowEstimate === true || relabelled.length > 0 || options.byHand !== undefined;
  if (options.targetOverkill !== undefined) {
    requireReachable(options.targetOverkill, untouched.goods.length, isEstimate);
  }
  const judged = await judgeAll(options, head, untouched);
  const isRelabelled = untouched.goods.some((image) => relabelled.includes(image));
  return recalibrated({ ...options, head }, untouched, { ...judged, relabelled: isRelabelled });
}

async function judgeAll(
  { bundle, provider, threads, signal, onJudged }: RecalibrateOptions,
  head: HeadName,
  { goods, bads }: UntouchedImages<GoodImage>,
): Promise<Omit<JudgedImages, 'relabelled'>> {
  const { channels, height, width } = bundle.manifest.preprocessing;
  const hasMap = outputNamesOf(bundle.model).includes(tensorNames.map(head));
  const map = hasMap ? { map: { head, pixelLimit: 1 } } : {};
  const batchSize = imagesPerRun({ width, height });
  const size = { channels, height, width, heads: headsOf(bundle), ...map };
  await using judge = await judgeOf(bundle.model, size, {
    provider,
    ...(threads === undefined ? {} : { threads }),
  });
  const images = [...goods, ...bads];
  const scores: Judgement['scores'][] = [];
  let peak = 0;
  for (let from = 0; from < images.length; from += batchSize) {
    signal?.throwIfAborted();
    const batch = images.slice(from, from + batchSize).map(({ pixels }) => pixels);
    for (const judgement of await judge.judge(batch)) {
      if (scores.length < goods.length)
        peak = judgement.map.reduce((most, value) => Math.max(most, value), peak);
      scores.push(judgement.scores);
    }
    onJudged?.(scores.length, images.length);
  }
  return {
    goodScores: (name) => scores.slice(0, goods.length).map((each) => each[name]!),
    badScores: (name) => scores.slice(goods.length).map((each) => each[name]!),
    pixelLimit: hasMap ? peak || 1 : undefined,
  };
}
