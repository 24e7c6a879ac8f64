import type { HeadName } from '../../models/manifest.ts';
import type { IndividualLimits } from './controlLimits.ts';
import type { ControlledValue } from './controlPoints.ts';
import type { ExportFormat } from './historyContract.ts';
import type { InspectionFilter, ReviewOutcome } from './inspectionFilter.ts';
import type { FolderId, Inspection, InspectionCause, RecipeId, ResultId, Review } from './inspection.ts';
import type { Recipe } from './recipe.ts';
import type { ReportKind } from './report.ts';
import type { Counts } from './stationState.ts';

/** A row of the table with what its newest review says. */
export interface ReviewedInspection extends Inspection {
  readonly review: ReviewOutcome;
  /** Null: nobody reviewed it. */
  readonly newestReview: Review | null;
}

export interface InspectionWindow {
  /** Position of the first of `inspections`. */
  readonly position: number;
  readonly inspections: readonly ReviewedInspection[];
  /** Give it back with the next query, so that positions stay. */
  readonly upTo: number;
  /** Rows found; a lower bound while `searched` is below 1. */
  readonly count: number;
  /** Share of the log looked through, 0..1. Below 1 ask again: the search goes on meanwhile. */
  readonly searched: number;
  /** True when the order by score ends here although more rows meet the filter: no more are sorted. */
  readonly cut: boolean;
}

/** What the filter can be set to, as far as it is in the log. */
export interface FilterChoices {
  readonly folders: readonly { readonly folderId: FolderId; readonly path: string }[];
  readonly recipes: readonly {
    readonly recipeId: RecipeId;
    readonly product: string;
    readonly versions: readonly number[];
  }[];
  readonly heads: readonly HeadName[];
  /** The newest few hundred, newest first. */
  readonly jobIds: readonly string[];
  /** Oldest and newest moment in the log; null while it is empty. */
  readonly from: string | null;
  readonly to: string | null;
  /** Rows from before counts were kept that are not searched yet; 0 soon after an update. */
  readonly notCounted: number;
}

export type ReviewCounts = Readonly<Record<ReviewOutcome, number>>;

export interface FilterSummary {
  readonly counts: Counts;
  readonly reviews: ReviewCounts;
}

/** What was around an inspection: its neighbours in its folder and the recipe in force then. */
export interface Surroundings {
  /** Nearest last. */
  readonly before: readonly Inspection[];
  /** Nearest first. */
  readonly after: readonly Inspection[];
  readonly recipe: Recipe | null;
  /** When this version was put in force in the folder before the inspection, and by whom. */
  readonly inForceSince: string | null;
  readonly switchedBy: string | null;
}

export interface TrendBucket {
  /** Begin, ISO 8601 in UTC. */
  readonly from: string;
  readonly counts: Counts;
  /** Score / limit of what was scored; null when nothing was. */
  readonly ratio: { readonly min: number; readonly mean: number; readonly max: number } | null;
  /** Raw scores; null when nothing was scored or several heads were in force. */
  readonly score: { readonly min: number; readonly mean: number; readonly max: number } | null;
  /** In force last in this bucket, where one head was. */
  readonly limit: number | null;
  readonly reviewLimit: number | null;
}

export interface ScoreTrend {
  readonly bucketMs: number;
  /** In order of time, empty ones left out. */
  readonly buckets: readonly TrendBucket[];
  /** Head of the raw scores; null when there are several. */
  readonly head: HeadName | null;
}

/** One version of a recipe with one calibration in one folder: scores of one kind. */
export interface Condition {
  readonly folderId: FolderId;
  readonly product: string;
  readonly recipeId: RecipeId;
  readonly recipeVersion: number;
  readonly bundleId: string;
  readonly calibrationId: string;
  readonly head: HeadName;
  readonly limit: number;
  readonly reviewLimit: number | null;
  readonly simulated: boolean;
}

/** What is one value of a control chart: every image, or the mean of the passes of a quarter of an hour or an hour. */
export const controlValues = ['image', 'quarterHour', 'hour'] as const;
export type ControlValue = (typeof controlValues)[number];

export interface ControlPoint extends ControlledValue {
  /** Null: a mean of several images. */
  readonly resultId: ResultId | null;
  /** When it was inspected; begin of what it is the mean of. ISO 8601 in UTC. */
  readonly createdAt: string;
  /** Inspections it stands for. */
  readonly inspections: number;
  readonly failed: boolean;
}

/** Null `chart`: too few values to tell what is usual. */
export interface ControlChart {
  /** The newest condition that meets the filter; null when nothing does. */
  readonly condition: Condition | null;
  readonly chart:
    | (IndividualLimits & {
        /** The first passes under this condition, or their first means, which the limits come from. */
        readonly baseline: { readonly values: number; readonly from: string; readonly to: string };
        /** Newest last, none left out. */
        readonly points: readonly ControlPoint[];
      })
    | null;
  /** Values there are, where they are too few, and how many are needed. */
  readonly known: number;
  readonly needed: number;
}

export const yieldGroups = ['hour', 'shift', 'day', 'product', 'recipe'] as const;
export type YieldGroup = (typeof yieldGroups)[number];

export interface YieldRow {
  /** Begin of the hour, shift or day, ISO 8601 in UTC; null for products and recipes. */
  readonly from: string | null;
  readonly product: string | null;
  readonly recipeId: RecipeId | null;
  readonly recipeVersion: number | null;
  readonly counts: Counts;
  readonly reviews: ReviewCounts;
  /** pass / (pass + fail + review), 0..1; null when nothing was judged. */
  readonly yield: number | null;
}

/** Most frequent first. */
export interface Reasons {
  /** What did not pass, and why. cause null: of fails their score; of unreadable images unknown, from before it was kept. */
  readonly causes: readonly {
    readonly verdict: 'fail' | 'unreadable';
    readonly cause: InspectionCause | null;
    readonly count: number;
  }[];
  /** Reason codes of the newest reviews; null: text alone. */
  readonly reviews: readonly {
    readonly reasonCode: string | null;
    readonly outcome: ReviewOutcome;
    readonly count: number;
  }[];
}

/** Where evidence over the limit lay, over the region as [rows][columns]. */
export interface DefectHeat {
  readonly columns: number;
  readonly rows: number;
  /** Inspections with a place in the cell; row by row. */
  readonly cells: readonly number[];
  /** Inspections counted. */
  readonly inspections: number;
  /** Fails that meet the filter; more than are counted where places were not kept or there are very many (the newest are counted). */
  readonly fails: number;
  /** Whose parts these are: places lie over one region, so that only what the newest fail was judged by is counted. Null: no fail. */
  readonly judgedBy: Pick<Condition, 'product' | 'recipeId' | 'recipeVersion' | 'bundleId'> | null;
  /** Fails that meet the filter but were judged by another bundle. */
  readonly others: number;
  /** The newest pass by the same bundle whose picture is kept: what the places are drawn over. */
  readonly shownOn: ResultId | null;
}

export interface SavedFilter {
  readonly filterId: string;
  readonly name: string;
  readonly filter: InspectionFilter;
  readonly savedBy: string;
  /** False: only its author sees it. */
  readonly forAll: boolean;
  readonly savedAt: string;
}

/** What a file that the station writes holds: rows of the log, or a report. */
export type ExportContent = 'inspections' | ReportKind;

export interface ExportState {
  readonly exportId: string;
  readonly content: ExportContent;
  readonly format: ExportFormat | 'pdf';
  readonly phase: 'writing' | 'done' | 'cancelled' | 'failed';
  /** Absolute path on the station; it lies there when done. */
  readonly path: string;
  /** Files beside it with the rows that did not fit in it. */
  readonly furtherPaths: readonly string[];
  /** Rows written; of a report its parts. */
  readonly rows: number;
  /** Rows, or parts, to write, as far as it is known. */
  readonly rowsExpected: number | null;
  readonly sizeBytes: number;
  /** When failed: the sentence why. */
  readonly reason: string | null;
}
