import { betaBinomialQuantile } from '../../../models/evaluation/betaBinomialQuantile.ts';
import { type ScoredPart, headFigures } from '../../../models/evaluation/headFigures.ts';
import { PixelTally } from '../../../models/evaluation/pixelTally.ts';
import type { Judgement } from '../../../models/judge.ts';
import { type HeadName, type Manifest, headNames } from '../../../models/manifest.ts';
import { whyNotFound } from '../../common/notFound.ts';
import { decideVerdict } from '../../common/verdict.ts';
import { locatedPart } from '../inference/locatedPart.ts';
import type { OpenedBundle } from '../openBundle.ts';
import type { Evaluation, ScoredImage } from './evaluation.ts';
import { type ReadTestImage, readTestImage } from './readTestImage.ts';
import { stretchMap } from '../imaging/stretchMap.ts';
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
  { bundle: { manifest }, judge }: OpenedBundle,
  { images, strayMasks }: TestSet,
  { onJudged, signal }: EvaluateOptions = {},
): Promise<Evaluation> {
  const { preprocessing, calibration } = manifest;
  const tally = new PixelTally();
  const scores: ScoredImage[] = [];
  const unreadable: Evaluation['unreadable'][number][] = [];
  const [missing, unusable]: [string[], { file: string; reason: string }[]] = [[], []];
  let masksUsed = 0;
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
    if (strayMasks !== null) {
      if (read.maskProblem !== null) unusable.push({ file, reason: read.maskProblem });
      else if (kind !== goodKind && read.mask === null) missing.push(file);
      else {
        const { width, height } = read.region;
        tally.add(stretchMap(judgement.map, preprocessing, { width, height }), read.mask, width, height);
        if (read.mask !== null) masksUsed++;
      }
    }
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
    heads: allFigures(manifest, scores),
    pixels: masksUsed === 0 ? null : tally.measures(),
    masks: strayMasks === null ? null : { used: masksUsed, missing, unusable, stray: strayMasks },
    unreadable,
    scores,
  };
}

function allFigures({ heads, calibration }: Manifest, scored: readonly ScoredImage[]): Evaluation['heads'] {
  const byKind = Map.groupBy(scored, ({ kind }) => kind);
  const defects = [...byKind.keys()].filter((kind) => kind !== goodKind);
  const of = (kind: string, head: HeadName): ScoredPart[] =>
    (byKind.get(kind) ?? []).map(({ scores, notFound = false }) => ({
      score: scores[head] ?? NaN,
      notFound,
    }));
  const { reviewLimit } = calibration;
  const figures = headNames.flatMap((head) => {
    const statistics = heads[head];
    if (statistics === undefined) return [];
    const bads = Object.fromEntries(defects.map((defect) => [defect, of(defect, head)]));
    const { limit } = statistics;
    const limits =
      head === calibration.head && reviewLimit !== undefined ? { limit, reviewLimit } : { limit };
    return [[head, headFigures(of(goodKind, head), bads, limits)] as const];
  });
  return Object.fromEntries(figures);
}
