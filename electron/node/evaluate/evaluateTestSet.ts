import { betaBinomialQuantile } from '../../../models/evaluation/betaBinomialQuantile.ts';
import { type ScoredPart, headFigures } from '../../../models/evaluation/headFigures.ts';
import type { Judgement } from '../../../models/judge.ts';
import { type HeadName, type Manifest, headNames } from '../../../models/manifest.ts';
import { whyNotFound } from '../../common/notFound.ts';
import { decideVerdict } from '../../common/verdict.ts';
import { locatedPart } from '../inference/locatedPart.ts';
import type { OpenedBundle } from '../openBundle.ts';
import type { EvaluatedHead, Evaluation, ScoredImage } from './evaluation.ts';
import { type MapFigures, measureMaps } from './measureMaps.ts';
import { type ReadTestImage, readTestImage } from './readTestImage.ts';
import { type TestImage, type TestSet, goodKind } from './testSet.ts';

export interface EvaluateOptions {
  readonly onJudged?: (news: {
    readonly image: TestImage;
    readonly read: ReadTestImage;
    readonly judgement: Judgement;
    /** Of the images, counting unreadable ones. */
    readonly done: number;
  }) => void;
  readonly signal?: AbortSignal;
}

/** Images decoded ahead of the model, each on a thread of its own. */
const lookahead = 3;

/**
 * Judges a test set with an opened bundle, image by image in the order given.
 * @throws RangeError when no good or no bad image can be read; the signal's reason when aborted.
 */
export async function evaluateTestSet(
  { bundle, judge }: OpenedBundle,
  { images, strayMasks }: TestSet,
  { onJudged, signal }: EvaluateOptions = {},
): Promise<Evaluation> {
  const { manifest } = bundle;
  const { preprocessing, calibration } = manifest;
  await using maps = strayMasks === null ? null : await measureMaps(bundle, judge.provider);
  const scores: ScoredImage[] = [];
  const unreadable: Evaluation['unreadable'][number][] = [];
  const ahead: ReturnType<typeof readTestImage>[] = [];
  for (const [index, image] of images.entries()) {
    signal?.throwIfAborted();
    while (ahead.length < lookahead && index + ahead.length < images.length) {
      ahead.push(readTestImage(images[index + ahead.length]!, preprocessing));
    }
    const read = await ahead.shift()!;
    const { file, kind } = image;
    if ('reason' in read) {
      unreadable.push({ file, kind, reason: read.reason });
      continue;
    }
    const [judgement] = (await judge.judge([read.input])) as [Judgement];
    const notFound = whyNotFound(locatedPart(read.located, manifest)) !== null;
    const score = judgement.scores[calibration.head] ?? NaN;
    const verdict = notFound ? 'fail' : decideVerdict(score, calibration.limit, calibration.reviewLimit);
    scores.push({ file, kind, verdict, scores: judgement.scores, ...(notFound && { notFound }) });
    await maps?.add(image, read);
    onJudged?.({ image, read, judgement, done: index + 1 });
  }
  const good = scores.filter(({ kind }) => kind === goodKind).length;
  const bad = scores.length - good;
  if (good === 0 || bad === 0) {
    throw new RangeError(
      `Good and bad images are needed to tell apart; of ${images.length} images ${good} good and ${bad} bad ones could be read.`,
    );
  }
  const { id, product, createdAt } = manifest;
  return {
    bundle: { id, product, createdAt },
    provider: judge.provider,
    head: calibration.head,
    limit: calibration.limit,
    calibration,
    images: { good, bad, unreadable: unreadable.length },
    overkillAllowance:
      'rank' in calibration
        ? betaBinomialQuantile(0.99, good, calibration.goods + 1 - calibration.rank, calibration.rank)
        : null,
    heads: allFigures(manifest, scores, maps?.figures() ?? {}),
    masks: maps && { ...maps.masks(), stray: strayMasks ?? [] },
    unreadable,
    scores,
  };
}

function allFigures(
  { heads, calibration }: Manifest,
  scored: readonly ScoredImage[],
  mapFigures: MapFigures,
): Evaluation['heads'] {
  const byKind = Map.groupBy(scored, ({ kind }) => kind);
  const defects = [...byKind.keys()].filter((kind) => kind !== goodKind);
  const of = (kind: string, head: HeadName): ScoredPart[] =>
    (byKind.get(kind) ?? []).map(({ scores, notFound = false }) => ({
      score: scores[head] ?? NaN,
      notFound,
    }));
  const { reviewLimit } = calibration;
  const figures = headNames.flatMap((head): [HeadName, EvaluatedHead][] => {
    const statistics = heads[head];
    if (statistics === undefined) return [];
    const bads = Object.fromEntries(defects.map((defect) => [defect, of(defect, head)]));
    const { limit } = statistics;
    const limits =
      head === calibration.head && reviewLimit !== undefined ? { limit, reviewLimit } : { limit };
    const pixels = mapFigures[head] ?? null;
    return [[head, { ...headFigures(of(goodKind, head), bads, limits), pixels }]];
  });
  return Object.fromEntries(figures);
}
