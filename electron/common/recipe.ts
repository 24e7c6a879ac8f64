import * as v from 'valibot';
import type { RecipeId } from './inspection.ts';

/** Regular expression over the file name; its named groups part, job, view and number fill the log's columns. */
const NamePattern = v.pipe(
  v.string(),
  v.maxLength(300),
  v.check((pattern) => {
    try {
      new RegExp(pattern, 'u');
      return true;
    } catch {
      return false;
    }
  }, 'The name pattern is not a valid regular expression; use named groups such as (?<part>\\d+).'),
);

/** So many fails among so many judged parts. */
export const FailsAmong = v.pipe(
  v.strictObject({
    fails: v.pipe(v.number(), v.integer(), v.minValue(2)),
    parts: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(1000)),
  }),
  v.check(({ fails, parts }) => fails <= parts, 'There cannot be more fails than parts.'),
);
export type FailsAmong = v.InferOutput<typeof FailsAmong>;

/** What an engineer decides about a product; together with the bundle everything needed to inspect it. */
export const RecipeSettings = v.strictObject({
  product: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  /** Folder name below `bundles/` in the station's home. */
  bundle: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'A bundle is named by its folder below bundles/.'),
  ),
  /** Raw score above which an image fails; null: the limit of the bundle's calibration. */
  limit: v.nullable(v.pipe(v.number(), v.finite())),
  /**
   * Raw score, below the limit, above which a person decides what does not fail; null: that of the calibration, or none beside
   * a limit set here.
   */
  reviewLimit: v.nullable(v.pipe(v.number(), v.finite())),
  namePattern: v.nullable(NamePattern),
  /** Raise an alarm when `number` of the name pattern skips. */
  numberGapAlarm: v.boolean(),
  /** Camera images of another size than the region was drawn on. */
  otherSizes: v.picklist(['refuse', 'scaleRegion']),
  /** Bits a sample really has when files do not declare it (10, 12, 14 in 16); null: as the bundle was taught. Must be the bundle's. */
  bitDepth: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(16))),
  /** keep: leave the file; move: into dated pass / fail / review / unreadable folders. */
  afterVerdict: v.picklist(['keep', 'move']),
  /** Keep the lossless region of one in this many passes; 0 keeps none. Fails and reviews are always kept. */
  archiveOneInPasses: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Alarm when no image came for this long; null: never. */
  silentAfterSeconds: v.nullable(v.pipe(v.number(), v.minValue(1))),
  /** Alarm when so many parts failed with no pass between them; null: never. */
  alarmAfterFails: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(2))),
  /** Alarm when `fails` of the last `parts` judged parts failed, whatever lies between; null: never. */
  alarmFailsAmong: v.nullable(FailsAmong),
});
export type RecipeSettings = v.InferOutput<typeof RecipeSettings>;

export const defaultRecipeSettings: Omit<RecipeSettings, 'product' | 'bundle'> = {
  limit: null,
  reviewLimit: null,
  namePattern: null,
  numberGapAlarm: false,
  otherSizes: 'refuse',
  bitDepth: null,
  afterVerdict: 'keep',
  archiveOneInPasses: 100,
  silentAfterSeconds: 300,
  alarmAfterFails: 5,
  alarmFailsAmong: { fails: 8, parts: 20 },
};

/** One version of a recipe; versions are never changed, a change appends the next one. */
export interface Recipe {
  readonly recipeId: RecipeId;
  readonly version: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly purpose: 'production' | 'demo';
  readonly settings: RecipeSettings;
}
