import * as v from 'valibot';
import { headNames } from '../../models/manifest.ts';
import type { AuditAction } from './audit.ts';
import type { RecipeId } from './inspection.ts';
import {
  labParts,
  type Lab,
  type LabCounts,
  type LabHead,
  type LabHistogram,
  type LabImage,
  type LabScatter,
  type LabScoring,
  type LabSelection,
  type ScoringId,
} from './lab.ts';
import type { Recipe } from './recipe.ts';
import type { Role } from './role.ts';

const id = <Id extends string>() =>
  v.custom<Id>((value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value), 'expected an id');
const wholeNumber = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const score = v.pipe(v.number(), v.finite());
const head = v.picklist(headNames);
const place = v.pipe(v.number(), v.minValue(-1), v.maxValue(2));

/** Which kept scores, and which of their images. */
const shown = {
  recipeId: id<RecipeId>(),
  scoringId: id<ScoringId>(),
  parts: v.pipe(v.array(v.picklist(labParts)), v.maxLength(labParts.length)),
};

/** Calls of the metric lab. Part of `parsers`. */
export const labParsers = {
  getLab: v.strictObject({ recipeId: id<RecipeId>() }),
  /** Scores all images by every head of the newest version's bundle, in a process of its own; `labProgressed` tells of it. */
  startLabScoring: v.strictObject({
    recipeId: id<RecipeId>(),
    good: v.nullable(path),
    bad: v.nullable(path),
    withSubfolders: v.boolean(),
    reviewed: v.boolean(),
    history: wholeNumber(0, 20_000),
    synthetic: wholeNumber(0, 960),
  }),
  cancelLabScoring: v.strictObject({ recipeId: id<RecipeId>() }),
  /** Every head at a glance. */
  getLabHeads: v.strictObject(shown),
  getLabHistogram: v.strictObject({ ...shown, head }),
  /** At any limit; those at the edges of the histogram follow from its bins. */
  getLabCounts: v.strictObject({ ...shown, head, limit: score, reviewLimit: v.nullable(score) }),
  /** So many good ones whose score is nearest, and so many others, by rising score. */
  getLabImages: v.strictObject({ ...shown, head, near: score, count: wholeNumber(1, 30) }),
  getLabScatter: v.strictObject({ ...shown, x: head, y: head }),
  /** Inside a polygon of places (0..1) on the scales of `getLabScatter`, by falling score of `y`. */
  selectLabImages: v.strictObject({
    ...shown,
    ...{ x: head, y: head },
    polygon: v.pipe(v.array(v.tuple([place, place])), v.minLength(3), v.maxLength(2000)),
    most: wholeNumber(1, 500),
  }),
  /** What a person says images show, whatever their folder; inspections are reviewed instead. Null: takes the labels back. */
  labelLabImages: v.strictObject({
    recipeId: id<RecipeId>(),
    scoringId: id<ScoringId>(),
    numbers: v.pipe(v.array(wholeNumber(1, 1_000_000)), v.minLength(1), v.maxLength(500)),
    truth: v.nullable(v.picklist(['good', 'bad'])),
  }),
  /**
   * Makes the next version of the recipe, with the limit of `head` from the good images of `parts` that the bundle was not taught
   * with. limit null: by the rule, their largest score; otherwise by hand, an estimate.
   */
  saveLabCalibration: v.strictObject({
    ...shown,
    head,
    limit: v.nullable(score),
    reviewLimit: v.nullable(score),
  }),
} as const;

export interface LabAnswers {
  getLab: Lab;
  startLabScoring: LabScoring;
  cancelLabScoring: null;
  getLabHeads: readonly LabHead[];
  getLabHistogram: LabHistogram;
  getLabCounts: LabCounts;
  getLabImages: readonly LabImage[];
  getLabScatter: LabScatter;
  selectLabImages: LabSelection;
  labelLabImages: null;
  saveLabCalibration: { readonly recipe: Recipe; readonly calibration: string };
}

export const labRoles = {
  getLab: 'engineer',
  startLabScoring: 'engineer',
  cancelLabScoring: 'engineer',
  getLabHeads: 'engineer',
  getLabHistogram: 'engineer',
  getLabCounts: 'engineer',
  getLabImages: 'engineer',
  getLabScatter: 'engineer',
  selectLabImages: 'engineer',
  labelLabImages: 'engineer',
  saveLabCalibration: 'engineer',
} as const satisfies Readonly<Record<keyof typeof labParsers, Role>>;

/** Part of `auditedAs`. Scores are made of what is there already; a label and a calibration say something new. */
export const labAuditedAs = {
  getLab: 'looks',
  startLabScoring: 'looks',
  cancelLabScoring: 'looks',
  getLabHeads: 'looks',
  getLabHistogram: 'looks',
  getLabCounts: 'looks',
  getLabImages: 'looks',
  getLabScatter: 'looks',
  selectLabImages: 'looks',
  labelLabImages: 'writes',
  saveLabCalibration: 'writes',
} as const satisfies Readonly<Record<keyof typeof labParsers, 'looks' | 'writes' | AuditAction>>;
