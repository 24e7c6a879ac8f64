import * as v from 'valibot';
import { headNames } from '../../models/manifest.ts';
import type { FolderId, RecipeId, ResultId } from './inspection.ts';
import { verdicts } from './verdict.ts';

const id = <Id extends string>() =>
  v.custom<Id>((value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value), 'expected an id');
const some = <Item extends v.GenericSchema>(item: Item) =>
  v.optional(v.pipe(v.array(item), v.maxLength(200)));
const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const moment = v.pipe(v.string(), v.isoTimestamp());
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Shares of the region's width and height; left and top inclusive, right and bottom exclusive but for 1. */
export const PlaceBox = v.strictObject({ left: share, top: share, right: share, bottom: share });
export type PlaceBox = v.InferOutput<typeof PlaceBox>;

/**
 * What the newest review says of a verdict. confirmed, overturned: of pass and fail. decided: what was left to a person, or not
 * inspected. none: nobody reviewed it.
 */
export const reviewOutcomes = ['none', 'confirmed', 'overturned', 'decided'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

/** Which inspections are meant: those that meet everything that is named. Of a list one entry has to be met. */
export const InspectionFilter = v.strictObject({
  /** Committed from (inclusive) to (exclusive), ISO 8601 in UTC. */
  from: v.optional(moment),
  to: v.optional(moment),
  /** Committed in so many hours before the question, so that a saved filter stays recent. */
  lastHours: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
  folderIds: some(id<FolderId>()),
  products: some(text),
  recipeIds: some(id<RecipeId>()),
  recipeVersion: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  calibrationId: v.optional(text),
  bundleId: v.optional(text),
  verdicts: some(v.picklist(verdicts)),
  reviews: some(v.picklist(reviewOutcomes)),
  /** Of the newest reviews. */
  reasonCodes: some(text),
  /** Heads in force. */
  heads: some(v.picklist(headNames)),
  jobId: v.optional(text),
  partId: v.optional(text),
  /** Score / limit, both ends inclusive; unreadable images have none. See scoreRatio. */
  ratioFrom: v.optional(v.pipe(v.number(), v.finite())),
  ratioTo: v.optional(v.pipe(v.number(), v.finite())),
  /** Occurs in the path below the watched folder; capitals do not matter. */
  fileContains: v.optional(text),
  /** A defect lies there; places are kept of what did not pass. */
  place: v.optional(PlaceBox),
  /** Default without. */
  simulated: v.optional(v.picklist(['without', 'with', 'only'])),
});
export type InspectionFilter = v.InferOutput<typeof InspectionFilter>;

/** newest, oldest: by place in the log. worst, best: by score / limit, unreadable images left out. */
export const inspectionSorts = ['newest', 'oldest', 'worst', 'best'] as const;
export type InspectionSort = (typeof inspectionSorts)[number];

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Some rows of the table of what is filtered, by position: 0 is the first one in its order. */
export const InspectionQuery = v.strictObject({
  filter: InspectionFilter,
  sort: v.picklist(inspectionSorts),
  position: count,
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
  /** Rows up to this place in the log; null: all there are now. Asked with the answer's `upTo`, positions stay while rows arrive. */
  upTo: v.nullable(count),
});
export type InspectionQuery = v.InferOutput<typeof InspectionQuery>;

/** Where a row or a moment is in the table. */
export const PositionQuery = v.strictObject({
  filter: InspectionFilter,
  sort: v.picklist(inspectionSorts),
  upTo: v.nullable(count),
  at: v.union([v.strictObject({ resultId: id<ResultId>() }), v.strictObject({ time: moment })]),
});
export type PositionQuery = v.InferOutput<typeof PositionQuery>;

/**
 * Score relative to its limit: score / limit. For limits that are not above 0 the same scale: 1 at the limit, and one more for
 * every |limit| above it (for every 1 where the limit is 0).
 */
export function scoreRatio(score: number, limit: number): number {
  if (limit > 0) return score / limit;
  return limit === 0 ? 1 + score : 1 + (score - limit) / -limit;
}
