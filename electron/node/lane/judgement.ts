import type { OpenedBundle } from '../../common/inferenceProtocol.ts';
import { calibrationInForce, type Limits, limitsInForce } from '../../common/limits.ts';
import type { Recipe } from '../../common/recipe.ts';
import { whyNotFound } from '../../common/notFound.ts';
import { decideVerdict } from '../../common/verdict.ts';
import { stampOf } from '../intake/openImage.ts';
import type { NameParts } from '../namePattern.ts';
import type { Finding } from '../store/findings.ts';
import type { NewInspection } from '../store/inspections.ts';
import type { StoredFolder } from '../store/watchedFolders.ts';
import type { Answer, ImageInHand } from './inHand.ts';

/** What is in force while an image is judged. */
export interface InForce {
  readonly folder: StoredFolder;
  readonly recipe: Recipe;
  readonly bundle: OpenedBundle;
  /** Provider that was measured to run. */
  readonly provider: string;
  /** By the recipe's name pattern. */
  readonly readName: (file: string) => NameParts;
}

/** Whether what is judged counts as a simulation: the demo's folder, or anything judged with a demo's bundle. */
export function isSimulated(folder: StoredFolder, recipe: Recipe, bundle: OpenedBundle | null): boolean {
  return folder.simulated || recipe.purpose === 'demo' || bundle?.purpose === 'demo';
}

/** The row of the log for an answered image; committed now. */
export function inspectionOf(
  { image, askedMs }: ImageInHand,
  answer: Exclude<Answer, { kind: 'unchanged' }>,
  { folder, recipe, bundle, provider, readName }: InForce,
  nowMs: number,
): NewInspection {
  const limits = limitsInForce(recipe.settings, bundle);
  const result = answer.kind === 'judged' ? scored(answer, bundle, limits) : unread(answer);
  return {
    resultId: image.resultId,
    folderId: folder.folderId,
    file: image.file,
    ...readName(image.file),
    product: recipe.settings.product,
    recipeId: recipe.recipeId,
    recipeVersion: recipe.version,
    bundleId: bundle.bundleId,
    calibrationId: calibrationInForce(recipe.settings, bundle.calibrationId),
    ...result,
    ...limits,
    head: bundle.head,
    provider,
    createdAt: new Date(nowMs).toISOString(),
    simulated: isSimulated(folder, recipe, bundle),
    times: {
      wait: askedMs === 0 ? 0 : tenths(Math.max(0, askedMs - image.settledMs)),
      decode: tenths(answer.decodeMs),
      run: answer.kind === 'judged' ? tenths(answer.runMs) : 0,
      total: tenths(Math.max(0, nowMs - image.seenMs)),
    },
    imageWidth: answer.imageWidth,
    imageHeight: answer.imageHeight,
    sizeBytes: stampOf(image).sizeBytes,
    contentSha256: answer.sha256,
    movedTo: null,
  };
}

/** What is kept of an image that did not pass, beside its row; null when it passed. */
export function findingOf(answer: Answer, { verdict, located }: NewInspection): Finding | null {
  if (verdict === 'pass') return null;
  if (answer.kind === 'unreadable') return { cause: answer.code, places: [] };
  if (answer.kind === 'unchanged' || verdict === 'unreadable') return { cause: 'judgingFailed', places: [] };
  return { cause: whyNotFound(located) === null ? null : 'notFound', places: answer.places };
}

type Result = Pick<
  NewInspection,
  'verdict' | 'processingState' | 'reason' | 'score' | 'heads' | 'located' | 'pictures'
>;

/** What scores mean under the limits in force. */
export function scored(
  answer: Pick<Extract<Answer, { kind: 'judged' }>, 'scores' | 'located' | 'pictures'>,
  bundle: Pick<OpenedBundle, 'head'>,
  limits: Limits,
): Result {
  const score = answer.scores[bundle.head];
  // A score that is no number is no verdict: towards a machine an error also reads as reject.
  if (score === undefined || !Number.isFinite(score)) {
    const reason = `The head ${bundle.head} gave the score ${score}, which is no number.`;
    return { ...failed(reason), pictures: answer.pictures };
  }
  // What is not the part, or nothing, can look like a good one by its score.
  const notFound = whyNotFound(answer.located);
  return {
    verdict: notFound === null ? decideVerdict(score, limits.limit, limits.reviewLimit) : 'fail',
    processingState: 'completed',
    reason: notFound,
    score,
    heads: answer.scores,
    located: answer.located,
    pictures: answer.pictures,
  };
}

function unread(answer: Extract<Answer, { kind: 'unreadable' }>): Result {
  return { ...failed(answer.reason), pictures: [] };
}

function failed(reason: string): Omit<Result, 'pictures'> {
  return { verdict: 'unreadable', processingState: 'failed', reason, score: null, heads: {}, located: null };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
