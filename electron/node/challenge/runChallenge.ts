import { setTimeout as pause } from 'node:timers/promises';
import {
  isAsExpected,
  type ChallengeRun,
  type ChallengeVerdict,
  type JudgedWith,
} from '../../common/challenge.ts';
import { isSameJudging } from '../../common/challengeStanding.ts';
import type { ChallengeJudged } from '../../common/inferenceProtocol.ts';
import { calibrationInForce, limitsInForce } from '../../common/limits.ts';
import { scored, type InForce } from '../lane/judgement.ts';
import type { Lane } from '../lane/lane.ts';
import type { StoredChallengeImage } from '../store/challenges.ts';
import { challengeFile } from './challengeFiles.ts';

/** An image whose judging ended the process this often is no fault of the process. */
const maxFailures = 3;
const lookEveryMs = 100;
/** Something else than the run began with judges now, or nothing does: it has proven nothing. */
export class ChallengeInterrupted extends Error {}

export interface ChallengeOrder {
  readonly home: string;
  readonly lane: Pick<Lane, 'judgingWith' | 'challenge'>;
  readonly images: readonly StoredChallengeImage[];
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
  /** How long a restart of the process is waited for; default a minute. */
  readonly patienceMs?: number;
}

export type ChallengeResult = JudgedWith &
  Pick<ChallengeRun, 'product' | 'head' | 'limit' | 'reviewLimit'> & {
    readonly verdicts: readonly ChallengeVerdict[];
  };

export function judgedWith({ recipe, bundle, provider }: InForce): JudgedWith {
  return {
    recipeId: recipe.recipeId,
    recipeVersion: recipe.version,
    bundleId: bundle.bundleId,
    calibrationId: calibrationInForce(recipe.settings, bundle.calibrationId),
    provider,
  };
}

/**
 * Has every image of a set judged with what is in force, one after the other among the images of the line.
 * @throws ChallengeInterrupted when that changes meanwhile, or nothing judges for too long.
 */
export async function runChallenge(order: ChallengeOrder): Promise<ChallengeResult> {
  const { lane, images, onProgress } = order;
  const inForce = lane.judgingWith();
  if (inForce === null)
    throw new ChallengeInterrupted('Nothing judges at the moment; start inspecting first.');
  const verdicts: ChallengeVerdict[] = [];
  for (const image of images) {
    verdicts.push(await judge(order, inForce, image));
    onProgress(verdicts.length);
  }
  const { recipe, bundle } = inForce;
  return {
    ...judgedWith(inForce),
    ...limitsInForce(recipe.settings, bundle),
    product: recipe.settings.product,
    head: bundle.head,
    verdicts,
  };
}

async function judge(
  order: ChallengeOrder,
  inForce: InForce,
  image: StoredChallengeImage,
): Promise<ChallengeVerdict> {
  const { region: present } = inForce.bundle;
  if (image.extent === 'region' && JSON.stringify(image.region) !== JSON.stringify(present)) {
    return unread(
      image,
      'It was cut out by another region than the one in force; add it from a camera image.',
    );
  }
  let why = '';
  for (let failures = 0; failures < maxFailures; failures += 1) {
    await untilReady(order, inForce);
    try {
      return verdictOf(image, await ask(order, image), inForce);
    } catch (error) {
      why = (error as Error).message;
    }
  }
  return unread(image, `Judging it failed ${maxFailures} times; the last time: ${why}`);
}

function ask({ lane, home }: ChallengeOrder, image: StoredChallengeImage): Promise<ChallengeJudged> {
  const { challengeImageId, sha256, extent } = image;
  const file = challengeFile(home, image);
  return lane.challenge({ kind: 'challenge', challengeImageId, sha256, extent, file });
}

async function untilReady(order: ChallengeOrder, inForce: InForce): Promise<void> {
  const { lane, signal, patienceMs = 60_000 } = order;
  const began = judgedWith(inForce);
  for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += lookEveryMs) {
    if (signal.aborted)
      throw new ChallengeInterrupted('The station is closed, or the folder not watched any more.');
    const present = lane.judgingWith();
    if (present !== null) {
      if (isSameJudging(judgedWith(present), began)) return;
      throw new ChallengeInterrupted('Recipe, model or provider changed while the challenge ran.');
    }
    await pause(lookEveryMs);
  }
  throw new ChallengeInterrupted('Judging ended while the challenge ran and did not come back.');
}

function verdictOf(
  image: StoredChallengeImage,
  { judged, reason }: ChallengeJudged,
  { recipe, bundle }: InForce,
): ChallengeVerdict {
  if (judged === null) return unread(image, reason ?? 'The image could not be read.');
  const limits = limitsInForce(recipe.settings, bundle);
  const result = scored({ ...judged, pictures: [] }, bundle, limits);
  const { verdict, score, heads } = result;
  return {
    image,
    verdict,
    score,
    heads,
    reason: result.reason,
    asExpected: isAsExpected(image.truth, verdict),
  };
}

function unread(image: StoredChallengeImage, reason: string): ChallengeVerdict {
  return { image, verdict: 'unreadable', score: null, heads: {}, reason, asExpected: false };
}
