import * as v from 'valibot';
import type { HeadName } from '../../models/manifest.ts';
import type { FolderId, RecipeId, ResultId } from './inspection.ts';
import type { Verdict } from './verdict.ts';

declare const brand: unique symbol;
export type ChallengeImageId = string & { readonly [brand]: 'ChallengeImageId' };
export type ChallengeRunId = string & { readonly [brand]: 'ChallengeRunId' };

/** Known good and known bad: what a person says the part is. */
export const truths = ['good', 'bad'] as const;
export type Truth = (typeof truths)[number];

/** Why a challenge ran. change: of recipe, model or provider. interval: the last one is too long ago. */
export const challengeOccasions = ['demand', 'change', 'shift', 'interval'] as const;
export type ChallengeOccasion = (typeof challengeOccasions)[number];

/** When a product is to be challenged, and what follows when the challenge fails or is overdue. */
export const ChallengePolicy = v.strictObject({
  /** After every change of recipe, model or provider. */
  afterChange: v.boolean(),
  atShiftStart: v.boolean(),
  /** Hours after the last one; null: never for that reason. */
  everyHours: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 31))),
  /** alarm: inspecting goes on. block: images wait in the folder until the challenge is passed. */
  consequence: v.picklist(['alarm', 'block']),
});
export type ChallengePolicy = v.InferOutput<typeof ChallengePolicy>;
export const defaultChallengePolicy: ChallengePolicy = {
  afterChange: true,
  atShiftStart: true,
  everyHours: null,
  consequence: 'alarm',
};

/** One image of a product's set; its file is kept in the home under its hash. */
export interface ChallengeImage {
  readonly challengeImageId: ChallengeImageId;
  readonly recipeId: RecipeId;
  readonly truth: Truth;
  /** Name of the file it was made from. */
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** camera: the whole image. region: what was inspected of it, from the archive of an inspection. */
  readonly extent: 'camera' | 'region';
  /** Inspection it was taken from; null: from a folder. */
  readonly resultId: ResultId | null;
  readonly addedAt: string;
  readonly addedBy: string;
}

/** What judged: a pass proves these together, and nothing of any other. */
export interface JudgedWith {
  readonly recipeId: RecipeId;
  readonly recipeVersion: number;
  readonly bundleId: string;
  readonly calibrationId: string;
  /** Provider that was measured to run. */
  readonly provider: string;
}

/** Electronic signature under a result. */
export interface ChallengeSignature {
  readonly user: string;
  readonly meaning: string;
  readonly at: string;
}

/** One challenge that came to an end. Passed: every good one passed, and every bad one failed or was left for review. */
export interface ChallengeRun extends JudgedWith {
  readonly challengeRunId: ChallengeRunId;
  readonly product: string;
  readonly folderId: FolderId;
  readonly occasion: ChallengeOccasion;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly startedBy: string;
  readonly head: HeadName;
  readonly limit: number;
  readonly reviewLimit: number | null;
  readonly outcome: 'passed' | 'failed';
  readonly goods: number;
  readonly goodsPassed: number;
  readonly bads: number;
  readonly badsCaught: number;
  readonly signature: ChallengeSignature | null;
}

export interface ChallengeVerdict {
  readonly image: ChallengeImage;
  readonly verdict: Verdict;
  /** Raw score of the run's head; null when unreadable. */
  readonly score: number | null;
  readonly heads: Readonly<Partial<Record<HeadName, number>>>;
  /** Sentence why it is unreadable, or why a part failed that was not found; null otherwise. */
  readonly reason: string | null;
  readonly asExpected: boolean;
}

/** Whether a verdict is what the truth asks for. An unreadable image proves nothing. */
export function isAsExpected(truth: Truth, verdict: Verdict): boolean {
  return truth === 'good' ? verdict === 'pass' : verdict === 'fail' || verdict === 'review';
}

/**
 * Share of bad parts that may pass although all of `bads` were caught: the one-sided 95 % upper bound (Clopper and
 * Pearson 1934), 1 - 0.05^(1/n). The same of good parts rejected. 1 when there was none.
 */
export function unseenShare(images: number): number {
  return images === 0 ? 1 : 1 - 0.05 ** (1 / images);
}

/**
 * empty: there are no images. notAsked: it never ran and nothing asks for it. proven: the last one was passed and nothing
 * asks for another one. due: it is asked for. overdue: and has not run in time. failed: the last one was.
 */
export const challengeStates = ['empty', 'notAsked', 'proven', 'due', 'overdue', 'failed'] as const;
export type ChallengeState = (typeof challengeStates)[number];

export interface ChallengeStanding {
  readonly state: ChallengeState;
  /** What asks for it; null: nothing. */
  readonly occasion: Exclude<ChallengeOccasion, 'demand'> | null;
  /** Nothing is inspected until it is passed. */
  readonly blocks: boolean;
}

/** A watched folder's challenge, in the state of the station. */
export interface LaneChallenge extends ChallengeStanding {
  readonly folderId: FolderId;
  readonly recipeId: RecipeId;
  /** Null unless one is running. */
  readonly running: { readonly done: number; readonly of: number } | null;
  readonly lastRunId: ChallengeRunId | null;
  /** Sentence why the last attempt came to no result; null: it did. */
  readonly interrupted: string | null;
}

/** A product with its set and policy. */
export interface ChallengeSet {
  readonly recipeId: RecipeId;
  readonly product: string;
  readonly policy: ChallengePolicy;
  /** Oldest first. */
  readonly images: readonly ChallengeImage[];
  /** Newest first, at most a hundred. */
  readonly runs: readonly ChallengeRun[];
}

/** What came of adding images. */
export interface ChallengeImagesAdded {
  readonly added: number;
  /** They were in the set as the same already. */
  readonly already: number;
  readonly leftOut: readonly { readonly file: string; readonly reason: string }[];
}
