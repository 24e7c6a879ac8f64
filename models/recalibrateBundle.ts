import type { BundleContent } from './bundle.ts';
import { bundleId, imagesSha256 } from './bundleId.ts';
import type { HandLimits } from './calibration/calibrateByHand.ts';
import { calibrateHeads } from './calibration/calibrateHeads.ts';
import { describeCalibration } from './calibration/describeCalibration.ts';
import { requireReachable } from './calibration/targetNotProvable.ts';
import { type LeftOut, type UntouchedImages, untouchedImages } from './calibration/untouchedImages.ts';
import type { GoodImage } from './goodImage.ts';
import { imagesPerRun } from './imagesPerRun.ts';
import { outputNamesOf } from './graph/keepOutputs.ts';
import { type Judgement, judgeOf } from './judge.ts';
import { type HeadName, headNames, tensorNames } from './manifest.ts';
import type { Provider } from './session.ts';

export interface RecalibrateOptions {
  readonly bundle: BundleContent;
  /** Prepared as the bundle's preprocessing says; no two the same. */
  readonly goods: readonly GoodImage[];
  /** Of bad parts: they choose nothing and tell how many escape. */
  readonly bads?: readonly GoodImage[];
  /** Good images chosen by what the station or a person said of them: with one of them every statement is an estimate. */
  readonly relabelled?: readonly GoodImage[];
  /** Head in force from now on; default: as before. */
  readonly head?: HeadName | undefined;
  /** As `calibrate` takes them. */
  readonly targetOverkill?: number | undefined;
  readonly reviewOverkill?: number | undefined;
  readonly allowEstimate?: boolean | undefined;
  /** Limits set by a person instead. */
  readonly byHand?: HandLimits | undefined;
  readonly provider: Provider;
  readonly threads?: number;
  readonly createdAt: Date;
  readonly onJudged?: (images: number, of: number) => void;
  readonly signal?: AbortSignal;
}

export interface Recalibrated {
  readonly content: BundleContent;
  /** What the calibration says, in a few sentences. */
  readonly calibration: string;
  readonly leftOut: readonly LeftOut[];
  /** Sentence why nobody can tell whether the images taught the bundle; null: none of them did. */
  readonly doubt: string | null;
}

/**
 * The same model with limits from other good images, without teaching again: judges them with the bundle, sets the limit
 * of its head, or of another one, and writes that down under a new calibration id and a new bundle id.
 * Images that taught or chose anything are left out; TargetNotProvable is thrown before anything is judged.
 * @throws RangeError with a sentence: no untouched good image, a target they cannot prove, a head the bundle has not; the signal's
 *   reason when aborted.
 */
export async function recalibrateBundle(options: RecalibrateOptions): Promise<Recalibrated> {
  const { bundle, relabelled = [], createdAt } = options;
  const { manifest } = bundle;
  const head = options.head ?? manifest.calibration.head;
  requireHead(bundle, head);
  const untouched = untouchedImages(manifest, [...options.goods, ...relabelled], options.bads ?? []);
  const isEstimate = options.allowEstimate === true || relabelled.length > 0 || options.byHand !== undefined;
  if (options.targetOverkill !== undefined) {
    requireReachable(options.targetOverkill, untouched.goods.length, isEstimate);
  }
  const judged = await judgeAll(options, head, untouched);
  const { targetOverkill, reviewOverkill, allowEstimate, byHand } = options;
  const { calibration, heads } = calibrateHeads({
    ...{ head, targetOverkill, reviewOverkill, allowEstimate, byHand, createdAt },
    ...judged,
    names: headsOf(bundle),
    dataSha256: imagesSha256(untouched.goods.map(({ sha256 }) => sha256)),
    relabelled: untouched.goods.some((image) => relabelled.includes(image)),
  });
  const content = {
    ...bundle,
    manifest: {
      ...manifest,
      id: bundleId({ ...manifest, calibration }),
      createdAt: createdAt.toISOString(),
      heads,
      calibration,
      recalibratedFrom: { bundle: manifest.id, calibration: manifest.calibration.id },
    },
  };
  const doubt = untouched.proven
    ? null
    : 'The bundle does not say which images taught it: what is told of the limit is true only if none of these did.';
  return { content, calibration: describeCalibration(calibration), leftOut: untouched.leftOut, doubt };
}

const headsOf = ({ manifest }: BundleContent): HeadName[] =>
  headNames.filter((name) => name in manifest.heads);

/** @throws RangeError when the bundle has no such head, or no map of it. */
function requireHead(bundle: BundleContent, head: HeadName): void {
  const { manifest, model } = bundle;
  if (manifest.heads[head] === undefined) {
    throw new RangeError(`The bundle has no head ${head}; it has ${headsOf(bundle).join(', ')}.`);
  }
  if (head === manifest.calibration.head || outputNamesOf(model).includes(tensorNames.map(head))) return;
  throw new RangeError(
    `The bundle draws only the map of ${manifest.calibration.head}, so ${head} cannot be put in force; teach again to have both.`,
  );
}

interface Judged {
  readonly goodScores: (head: HeadName) => number[];
  readonly badScores: (head: HeadName) => number[];
  /** Where the map of the head in force peaks on good images; undefined: the model scales its map itself. */
  readonly pixelLimit: number | undefined;
}

async function judgeAll(
  { bundle, provider, threads, signal, onJudged }: RecalibrateOptions,
  head: HeadName,
  { goods, bads }: UntouchedImages,
): Promise<Judged> {
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
