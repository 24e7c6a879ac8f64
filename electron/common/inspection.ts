import type { HeadName } from '../../models/manifest.ts';
import type { UnreadableCode } from './inferenceProtocol.ts';
import type { LocatedPart } from './notFound.ts';
import type { Verdict } from './verdict.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Id of one inspection (OPC 40100-1 ResultId), given when the image is first seen, so that it survives a crash. */
export type ResultId = Branded<'ResultId'>;
export type FolderId = Branded<'FolderId'>;
export type RecipeId = Branded<'RecipeId'>;
export type AlarmId = Branded<'AlarmId'>;
export type TeachingId = Branded<'TeachingId'>;
/** Picture of one image of a folder of good images that was looked at. */
export type SampleId = Branded<'SampleId'>;

/** Why there is no verdict of the score: the image was unreadable, or the part was not found. */
export type InspectionCause = UnreadableCode | 'notFound';

/** OPC 40100-1 ResultState, as far as a single image goes: a verdict exists, or judging it failed. */
export const processingStates = ['completed', 'failed'] as const;
export type ProcessingState = (typeof processingStates)[number];

/** Pictures kept beside the database, each named by its ResultId. */
export const pictureKinds = ['thumbnail', 'map', 'archive'] as const;
/** thumbnail: whole camera image, at most 640 px a side; map: anomaly map over the region; archive: lossless region. */
export type PictureKind = (typeof pictureKinds)[number];

/** Milliseconds. wait: settled until judging began; decode and run: of this image; total: file first seen until committed. */
export interface ProcessingTimes {
  readonly wait: number;
  readonly decode: number;
  readonly run: number;
  readonly total: number;
}

/** One image judged once: a row of the log. Never changed after it is committed, but for where its file went. */
export interface Inspection {
  readonly resultId: ResultId;
  /** Position in the log, ascending in the order of arrival within a folder. */
  readonly sequence: number;
  readonly folderId: FolderId;
  /** Path below the watched folder, with forward slashes. */
  readonly file: string;
  readonly partId: string | null;
  readonly jobId: string | null;
  readonly view: string | null;
  /** Serial number the name pattern found in the file name. */
  readonly number: number | null;
  readonly product: string;
  readonly recipeId: RecipeId;
  readonly recipeVersion: number;
  readonly bundleId: string;
  readonly calibrationId: string;
  readonly verdict: Verdict;
  readonly processingState: ProcessingState;
  /** Full sentence why it is unreadable, or why a part failed that was not found; null otherwise. */
  readonly reason: string | null;
  /** Raw score of `head`; null when unreadable. */
  readonly score: number | null;
  readonly limit: number;
  /** Second, lower limit: above it what did not fail is left to a person; null: there was none. */
  readonly reviewLimit: number | null;
  readonly head: HeadName;
  readonly heads: Readonly<Partial<Record<HeadName, number>>>;
  /** Where the part was looked for and found; null when the bundle does not locate, or the image is unreadable. */
  readonly located: LocatedPart | null;
  /** Provider that was measured to run, e.g. 'cpu'. */
  readonly provider: string;
  /** ISO 8601 in UTC with milliseconds, when the row was committed. */
  readonly createdAt: string;
  /** True for the demo and for challenges: never mixed into production counts. */
  readonly simulated: boolean;
  readonly times: ProcessingTimes;
  /** Camera image, pixels; null when it could not be decoded. */
  readonly imageWidth: number | null;
  readonly imageHeight: number | null;
  readonly sizeBytes: number;
  readonly contentSha256: string | null;
  readonly pictures: readonly PictureKind[];
  /** Where the file went after the verdict; null while it lies where it was exported. */
  readonly movedTo: string | null;
}

/** A person's later decision. Appended; the verdict stays as it was. */
export interface Review {
  readonly resultId: ResultId;
  readonly decision: 'pass' | 'fail';
  readonly reason: string;
  /** One of the station's reason codes; null: the text alone. */
  readonly reasonCode: string | null;
  readonly by: string;
  readonly createdAt: string;
}

/** A part seen in several views, by the name pattern's part (and job). */
export interface Part {
  readonly partId: string;
  readonly jobId: string | null;
  /** Verdict of the worst view. */
  readonly verdict: Verdict;
  readonly views: readonly {
    readonly view: string | null;
    readonly verdict: Verdict;
    readonly resultId: ResultId;
  }[];
}
