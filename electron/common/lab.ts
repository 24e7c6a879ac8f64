import type { AnomalyKind } from '../../models/anomalies/anomalyKinds.ts';
import type { Calibration, HeadName } from '../../models/manifest.ts';
import type { RecipeId, ResultId } from './inspection.ts';
import type { ScoreExtent } from './scoreScale.ts';

declare const labBrand: unique symbol;
/** One scoring of images with one model, kept until the next one of the product. */
export type ScoringId = string & { readonly [labBrand]: 'ScoringId' };

/**
 * Where an image of the metric lab is from. heldOut: folder of good images, unknown to the bundle or only calibrating it; taught: of
 * either folder, but the bundle was taught or chosen with it; bad: folder of bad images; reviewed and history: inspections
 * whose pixels are kept, with and without a person's review; synthetic: anomalies drawn into held-out good images.
 */
export const labParts = ['heldOut', 'taught', 'bad', 'reviewed', 'history', 'synthetic'] as const;
export type LabPart = (typeof labParts)[number];

/** What an image shows as far as anybody knows: said of its folder, by a review or by a label, the newest counting. */
export const labTruths = ['good', 'bad', 'synthetic', 'unknown'] as const;
export type LabTruth = (typeof labTruths)[number];

/** What a picture tells apart: what an image shows, and of good and bad ones whether the bundle was taught or chosen with it. */
export const labKinds = [...labTruths, 'taughtGood', 'taughtBad'] as const;
export type LabKind = (typeof labKinds)[number];

/** Where the images to be scored come from. */
export interface LabSources {
  /** Absolute folders on the computer of the station; null: none. */
  readonly good: string | null;
  readonly bad: string | null;
  readonly withSubfolders: boolean;
  /** Inspections of the product with a person's review. */
  readonly reviewed: boolean;
  /** So many of its newest other inspections whose pixels are kept. */
  readonly history: number;
  /** About so many anomalies, of every kind as many. */
  readonly synthetic: number;
}

/** A scoring under way, or how the last one ended. */
export interface LabScoring {
  readonly recipeId: RecipeId;
  readonly product: string;
  readonly phase: 'reading' | 'scoring' | 'done' | 'cancelled' | 'failed';
  readonly scored: number;
  /** Null until the folders were listed. */
  readonly images: number | null;
  readonly secondsLeft: number | null;
  /** When failed: the sentence why. */
  readonly reason: string | null;
}

export interface LeftOutImage {
  readonly file: string;
  readonly reason: string;
}

/** What is kept of a scoring beside the scores. */
export interface LabScores {
  readonly scoringId: ScoringId;
  readonly scoredAt: string;
  readonly sources: LabSources;
  readonly bundleId: string;
  readonly images: number;
  readonly leftOut: readonly LeftOutImage[];
  /** The bundle says which images taught it; otherwise none of them is known to be held out. */
  readonly proven: boolean;
}

/** A version of the product, with what its bundle says of limits. */
export interface LabVersion {
  readonly version: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly calibration: Calibration;
  /** Limits in force with this version: the recipe's own where it has them. */
  readonly limit: number;
  readonly reviewLimit: number | null;
  /** It judges with the same model as the newest, so that the scores are its scores. */
  readonly sameModel: boolean;
}

/** What the metric lab knows of a product. */
export interface Lab {
  readonly recipeId: RecipeId;
  readonly product: string;
  /** Heads of the newest version's bundle in their usual order; drawn: only these can be put in force. */
  readonly heads: readonly { readonly head: HeadName; readonly limit: number; readonly drawn: boolean }[];
  /** Newest first, at most eight; those whose bundle is gone are left out. */
  readonly versions: readonly LabVersion[];
  /** Null: nothing was scored with this model yet. */
  readonly scores: LabScores | null;
  /** Of this product; null: none since the station was started. */
  readonly scoring: LabScoring | null;
  /** Folders this product was taught or calibrated from last. */
  readonly suggested: { readonly good: string | null; readonly bad: string | null };
}

/** Images at a limit and its second, lower one. A part that was not found fails whatever its score. */
export interface LabCounts {
  /** Good ones that the bundle was not taught with: those that count; rejected: above the limit, unsure: between the two. */
  readonly goods: number;
  readonly goodsRejected: number;
  readonly goodsUnsure: number;
  /** Bad ones likewise; passed: neither failed nor left to a person. */
  readonly bads: number;
  readonly badsPassed: number;
  readonly badsUnsure: number;
  readonly synthetics: number;
  readonly syntheticsPassed: number;
}

/** Images by score; a score at an edge belongs to the bin below it, as a score at the limit passes. */
export interface LabHistogram {
  readonly extent: ScoreExtent;
  /** Rising scores, one more than bins. The head's limits are among them. */
  readonly edges: readonly number[];
  /** Images of each kind in each bin. */
  readonly bins: Readonly<Record<LabKind, readonly number[]>>;
  /** Images in which the part was not found: rejected at every limit and in no bin. */
  readonly notFound: Readonly<Record<LabKind, number>>;
  /** Bad, and synthetic, against good; null where one side is empty. The taught ones are left out. */
  readonly roc: { readonly bad: LabRoc | null; readonly synthetic: LabRoc | null };
}

export interface LabRoc {
  /** overkill: good ones rejected, caught: the others caught, 0..1, limits falling; thinned to some hundred points. */
  readonly points: readonly { readonly overkill: number; readonly caught: number }[];
  readonly auroc: number;
  /** Two-sided 95 %. */
  readonly interval: readonly [number, number];
}

/** A head at a glance: about thirty bins of the same kind as those of `LabHistogram`. */
export interface LabHead {
  readonly head: HeadName;
  /** Its limit is the lower edge of this bin. */
  readonly limitBin: number;
  readonly goods: readonly number[];
  readonly bads: readonly number[];
  readonly synthetics: readonly number[];
  /** Against good ones, 0..1; null where one side is empty. Below 0.5 it points the wrong way. */
  readonly badAuroc: number | null;
  readonly syntheticAuroc: number | null;
}

/** An image as strips and selections show it. */
export interface LabImage {
  /** Its number in the scoring. */
  readonly number: number;
  readonly name: string;
  readonly part: LabPart;
  readonly truth: LabTruth;
  /** What was drawn into it; null: nothing. */
  readonly anomaly: AnomalyKind | null;
  /** Inspection it is the image of. */
  readonly resultId: ResultId | null;
  readonly notFound: boolean;
  readonly scores: Readonly<Partial<Record<HeadName, number>>>;
}

/** Two heads against each other: single images of what is few, a grid of counts of what is many. */
export interface LabScatter {
  readonly x: ScoreExtent;
  readonly y: ScoreExtent;
  readonly points: Readonly<Record<LabTruth, readonly (readonly [number: number, x: number, y: number])[]>>;
  /** Columns and rows of the grids, over the places 0..1 of either scale. */
  readonly columns: number;
  readonly rows: number;
  readonly cells: Readonly<
    Record<LabTruth, readonly (readonly [column: number, row: number, images: number])[]>
  >;
}

export interface LabSelection {
  /** All of them; `shown` may be fewer. */
  readonly images: number;
  readonly byTruth: Readonly<Record<LabTruth, number>>;
  readonly shown: readonly LabImage[];
}
