import * as v from 'valibot';
import { headNames, Region } from '../../models/manifest.ts';
import type { RecipeId, TeachingId } from './inspection.ts';
import type { Verdict } from './verdict.ts';

declare const brand: unique symbol;
export type SetUpTaskId = string & { readonly [brand]: 'SetUpTaskId' };

/** The way from a name to a product in force. */
export const setUpSteps = ['images', 'region', 'sort', 'teach', 'calibrate', 'try', 'force'] as const;
export type SetUpStep = (typeof setUpSteps)[number];

export const teachPresets = ['quick', 'standard', 'thorough'] as const;
/** What a preset stands for; `own`: chosen one by one. */
export const presetOrders = {
  quick: { minutes: 3, size: 96 },
  standard: { minutes: 15, size: 128 },
  thorough: { minutes: 60, size: 160 },
} as const satisfies Record<(typeof teachPresets)[number], { minutes: number; size: number }>;

export const networkSizes = [64, 96, 128, 160, 192, 224, 256] as const;
export const locateShares = [0, 0.05, 0.1, 0.2] as const;
export const locateTurns = [0, 5, 15] as const;

const pixels = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));
/** Rectangle in camera pixels, origin top left. */
export const CameraBox = v.strictObject({
  x: pixels,
  y: pixels,
  width: v.pipe(pixels, v.minValue(1)),
  height: v.pipe(pixels, v.minValue(1)),
});
export type CameraBox = v.InferOutput<typeof CameraBox>;

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
/** A number field that was emptied is an empty text. */
const Typed = v.union([v.string(), v.number()]);
export const FileNames = v.pipe(v.array(text(4096)), v.maxLength(20_000));
/** A number field that may be empty or hold what is no number yet. */
const typed = v.union([v.pipe(v.number(), v.finite()), v.literal('')]);

/** What has been entered of a product being set up: kept by the station, as far as the engineer has come. */
export const SetUpDraft = v.strictObject({
  step: v.picklist(setUpSteps),
  product: text(120),
  /** folder: the images lie there; camera: they are collected first. */
  source: v.picklist(['folder', 'camera']),
  /** Folder of good images; collected ones lie in one of the station's. */
  good: text(4096),
  camera: v.strictObject({ path: text(4096), count: typed }),
  region: v.nullable(Region),
  ignored: v.pipe(v.array(CameraBox), v.maxLength(50)),
  /** Images in `good` that are thrown out, and those that show bad parts. */
  leftOut: FileNames,
  bad: FileNames,
  preset: v.picklist([...teachPresets, 'own']),
  size: v.picklist(networkSizes),
  channels: v.picklist([1, 3]),
  minutes: typed,
  head: v.picklist(headNames),
  msPerImage: typed,
  locateShare: v.picklist(locateShares),
  locateDegrees: v.picklist(locateTurns),
  /** Percent of good parts rejected at most; null: the limit is the highest score. */
  overkillPercent: v.nullable(typed),
  allowEstimate: v.boolean(),
  /** Folder of more images of bad parts; empty: none. */
  badFolder: text(4096),
  /** Folder of images to try the product on; empty: the bad and thrown out ones. */
  tryFolder: text(4096),
  watched: v.strictObject({
    path: text(4096),
    recursive: v.boolean(),
    watching: v.picklist(['events', 'polling']),
    existingFiles: v.picklist(['inspect', 'ignore']),
  }),
  /** Of the recipe's options, those that were changed, as typed. */
  options: v.record(text(40), v.union([Typed, v.boolean(), v.null(), v.record(text(40), Typed)])),
});
export type SetUpDraft = v.InferOutput<typeof SetUpDraft>;

export interface StoredSetUp {
  /** Null: no product is being set up. */
  readonly draft: SetUpDraft | null;
  /** Counts up with every change; whoever saves says which one it changed. */
  readonly revision: number;
  /** The newest teaching or calibrating of this product; null: none yet. */
  readonly teachingId: TeachingId | null;
  /** What it made; stays while the next one runs. */
  readonly made: { readonly recipeId: RecipeId; readonly version: number } | null;
}

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const recipeVersion = {
  recipeId: v.custom<RecipeId>((value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value)),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
};

/** What a step of the set-up asks of the station; each runs in a process of its own, one of a kind at a time. */
export const SetUpOrder = v.variant('kind', [
  /** Copies the next images that a camera exports into a folder of the station. */
  v.strictObject({
    kind: v.literal('collect'),
    path,
    count: v.pipe(v.number(), v.integer(), v.minValue(20), v.maxValue(10_000)),
  }),
  /** Looks at all images of a folder and ranks them by how unlike the others each is. */
  v.strictObject({
    kind: v.literal('survey'),
    good: path,
    region: v.nullable(Region),
    ignored: v.array(CameraBox),
  }),
  /** Judges images with a version of a recipe that need not be in force. */
  v.strictObject({
    kind: v.literal('trial'),
    ...recipeVersion,
    folder: path,
    /** Of that folder; absent: the first ones. */
    files: v.exactOptional(FileNames),
  }),
]);
export type SetUpOrder = v.InferOutput<typeof SetUpOrder>;
export const setUpTaskKinds = ['collect', 'survey', 'trial'] as const;
export type SetUpTaskKind = (typeof setUpTaskKinds)[number];

/** An image of a survey. Its picture has the address of task and `number`. */
export interface SurveyedImage {
  readonly file: string;
  readonly number: number;
  /** How unlike the others it is, in spreads of these: about 0 is usual, no upper end. */
  readonly oddness: number;
  /** Name of what says so. */
  readonly by: 'edges' | 'greyLevels';
}

/** An image of a trial. `number` is the address of its picture, `number + 1` that of the picture with the map over it. */
export interface TriedImage {
  readonly file: string;
  readonly number: number;
  readonly verdict: Verdict;
  /** Null when unreadable. */
  readonly score: number | null;
  readonly limit: number;
  readonly reason: string | null;
}

export interface SetUpTask {
  readonly taskId: SetUpTaskId;
  readonly kind: SetUpTaskKind;
  readonly phase: 'running' | 'done' | 'cancelled' | 'failed';
  readonly done: number;
  /** Null: not known yet. */
  readonly of: number | null;
  /** When failed: the sentence why. */
  readonly reason: string | null;
  /** collect: where the images are. */
  readonly folder: string | null;
  /** survey, when done: most unlike first. */
  readonly surveyed: readonly SurveyedImage[];
  /** trial: as far as it has come. */
  readonly tried: readonly TriedImage[];
  readonly leftOut: readonly { readonly file: string; readonly reason: string }[];
}

/** One thing that is proven before a recipe goes in force. */
export interface RecipeProof {
  readonly kind: 'references' | 'challenge';
  /** none: there is nothing to prove it with. */
  readonly outcome: 'passed' | 'failed' | 'none';
  /** What was found. */
  readonly sentence: string;
  /** Failed, and a supervisor may put the recipe in force all the same. */
  readonly mayOverride: boolean;
}

export interface RecipeCheck {
  readonly recipeId: RecipeId;
  readonly version: number;
  /** Where it was proven; null: the bundle could not even be opened. */
  readonly provider: string | null;
  readonly proofs: readonly RecipeProof[];
  readonly passed: boolean;
}

/**
 * Fewest good images that prove, at one-sided 95 %, that at most this share of good parts is rejected when the limit is their
 * highest score: (1 - share)^n <= 0.05.
 */
export function imagesForOverkill(share: number): number {
  return Math.ceil(Math.log(0.05) / Math.log(1 - share));
}
