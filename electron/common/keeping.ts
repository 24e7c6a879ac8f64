import * as v from 'valibot';
import type { AuditHead } from './audit.ts';
import { verdicts, type Verdict } from './verdict.ts';

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const wholeNumber = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** How long pictures of one verdict are kept; whichever of its limits is reached first. Null: no such limit. */
export const PictureRule = v.strictObject({
  /** Older than this are deleted, by the day (UTC) the image was seen. */
  days: v.nullable(wholeNumber(1, 36_500)),
  /** The newest so many inspections keep theirs. */
  inspections: v.nullable(wholeNumber(0, 1e9)),
  /** The newest that together take so much of the disk, in 10^9 bytes, keep theirs. */
  gigabytes: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1e6))),
});
export type PictureRule = v.InferOutput<typeof PictureRule>;

/** Which pictures are kept. Rows of the log always are. */
export const PictureRules = v.strictObject({
  ...({
    pass: PictureRule,
    fail: PictureRule,
    review: PictureRule,
    unreadable: PictureRule,
  } satisfies Record<Verdict, unknown>),
  /** Whatever the rules, those that a person reviewed. */
  reviewed: v.boolean(),
});
export type PictureRules = v.InferOutput<typeof PictureRules>;

const thirtyDays: PictureRule = { days: 30, inspections: null, gigabytes: null };
export const defaultPictureRules: PictureRules = {
  pass: thirtyDays,
  fail: thirtyDays,
  review: thirtyDays,
  unreadable: thirtyDays,
  reviewed: false,
};

export interface PictureAmount {
  readonly inspections: number;
  readonly sizeBytes: number;
}

/** What rules would delete now. */
export interface PicturePlan {
  readonly verdicts: Readonly<
    Record<
      Verdict,
      PictureAmount & {
        /** Pictures of inspections with a time-ordered id below this one go; null: none. */
        readonly beforeId: string | null;
      }
    >
  >;
  /** What stays. */
  readonly kept: PictureAmount;
}

export function plannedAmount({ verdicts: planned }: PicturePlan): PictureAmount {
  return {
    inspections: verdicts.reduce((sum, verdict) => sum + planned[verdict].inspections, 0),
    sizeBytes: verdicts.reduce((sum, verdict) => sum + planned[verdict].sizeBytes, 0),
  };
}

/** Backups that the station makes by itself. */
export const BackUpRules = v.strictObject({
  /** Absolute, on another disk at best; null: none are made. */
  folder: v.nullable(
    v.pipe(
      path,
      v.check(
        (folder) => /^([/\\]|[A-Za-z]:[/\\])/.test(folder),
        'The folder for backups must be a whole path, from the root or drive on.',
      ),
    ),
  ),
  schedule: v.variant('every', [
    /** At this time of day, the station's, as 02:00. */
    v.strictObject({
      every: v.literal('day'),
      time: v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time of day such as 02:00.')),
    }),
    v.strictObject({ every: v.literal('hours'), hours: wholeNumber(1, 24 * 31) }),
  ]),
  /** The newest so many of these are kept. */
  keep: wholeNumber(1, 1000),
});
export type BackUpRules = v.InferOutput<typeof BackUpRules>;

export const defaultBackUpRules: BackUpRules = {
  folder: null,
  schedule: { every: 'day', time: '02:00' },
  keep: 14,
};

/** A backup that was made, or tried. */
export interface BackUp {
  readonly backUpId: number;
  readonly startedAt: string;
  readonly by: string;
  readonly scheduled: boolean;
  readonly path: string;
  readonly sizeBytes: number;
  /** Newest entry of the audit trail in it; null when it failed. */
  readonly head: AuditHead | null;
  /** Sentence why it failed; null: it was made and checked. */
  readonly failure: string | null;
  /** When the station deleted it to keep no more than it was told to; null: it was left where it is. */
  readonly deletedAt: string | null;
}

/** What a backup holds, after all of it was checked. */
export interface BackUpContent {
  readonly path: string;
  readonly sizeBytes: number;
  readonly inspections: number;
  /** ISO 8601 in UTC; null: it holds none. */
  readonly newestAt: string | null;
  readonly head: AuditHead;
}

/** What restoring it would do. */
export interface RestorePreview {
  readonly backUp: BackUpContent;
  /** Inspections and entries of the audit trail of now that would be in the database kept aside alone. */
  readonly inspectionsLost: number;
  readonly entriesLost: number;
}
