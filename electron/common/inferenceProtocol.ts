import type { HeadName, Region } from '../../models/manifest.ts';
import type { DefectPlace } from './defectPlace.ts';
import type { ChallengeImageId } from './challenge.ts';
import type { DrawnKind } from './drawn.ts';
import type { LocatedPart } from './notFound.ts';
import type { PictureKind, ResultId } from './inspection.ts';
import type { ProviderChoice, ProviderState } from './stationState.ts';

/** Station to inference process: load this bundle once. Another bundle is another process (sessions leak on reload). */
export interface OpenBundle {
  readonly kind: 'open';
  /** Absolute folder. */
  readonly bundle: string;
  readonly provider: ProviderChoice;
  readonly otherSizes: 'refuse' | 'scaleRegion';
  /** Refused when the bundle was taught with another depth; null: as taught. */
  readonly bitDepth: number | null;
}

/** Station to inference process: judge one file. Answered in the order asked; a few may wait at once so that decoding and running overlap. */
export interface JudgeImage {
  readonly kind: 'judge';
  readonly resultId: ResultId;
  /** Absolute path. */
  readonly file: string;
  /** As settled; when the file differs before or after reading, the answer is `changed`. */
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** SHA-256 of what was last inspected under this name; the same content is not judged again (answer `unchanged`). */
  readonly inspectedSha256: string | null;
  /** Limits in force; they decide whether the archive picture is written. */
  readonly limit: number;
  readonly reviewLimit: number | null;
  /** Keep the lossless region even when the image passes. */
  readonly archivePass: boolean;
  /** Absolute path of each picture to write (temp file, then rename). */
  readonly pictures: Readonly<Record<PictureKind, string>>;
}

/**
 * Station to inference process: judge one image of a challenge set, in its turn among those of the line. It is no
 * inspection: it has no ResultId, and no pictures.
 */
export interface JudgeChallenge {
  readonly kind: 'challenge';
  readonly challengeImageId: ChallengeImageId;
  /** Absolute path. */
  readonly file: string;
  /** Of the file as it was added; another content is unreadable. */
  readonly sha256: string;
  /** region: it was cut out already. */
  readonly extent: 'camera' | 'region';
}

export interface ChallengeJudged {
  readonly kind: 'challenged';
  readonly challengeImageId: ChallengeImageId;
  /** Null when unreadable. */
  readonly judged: Pick<ImageJudged, 'scores' | 'located'> | null;
  /** Sentence why it is unreadable. */
  readonly reason: string | null;
}

/**
 * Station to inference process: draw an image that was judged before, in its turn among those of the line. It is judged
 * once more, and nothing is logged.
 */
export interface DrawInspection {
  readonly kind: 'draw';
  readonly ofResult: ResultId;
  /** Absolute path. */
  readonly file: string;
  /** What the file has to be still; null: it is a picture of our own. */
  readonly sha256: string | null;
  /** region: it was cut out already. */
  readonly extent: 'camera' | 'region';
  readonly kinds: readonly DrawnKind[];
  /** Absolute path of each picture. */
  readonly pictures: Readonly<Record<DrawnKind, string>>;
}

export interface InspectionDrawn {
  readonly kind: 'drawn';
  readonly ofResult: ResultId;
  readonly drawn: readonly DrawnKind[];
  /** Sentence why others are not. */
  readonly reason: string | null;
}

/** Inference process to station. */
export type InferenceReply =
  | { readonly kind: 'beat' }
  | { readonly kind: 'opened'; readonly bundle: OpenedBundle; readonly provider: ProviderState }
  /** The bundle cannot be used; restarting would not help. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It is about to end itself and should be started anew: the sentence why. */
  | { readonly kind: 'failing'; readonly reason: string }
  | ImageJudged
  | ChallengeJudged
  | InspectionDrawn
  | {
      readonly kind: 'unreadable';
      readonly resultId: ResultId;
      readonly code: UnreadableCode;
      readonly reason: string;
      readonly sha256: string | null;
      readonly imageWidth: number | null;
      readonly imageHeight: number | null;
      readonly decodeMs: number;
    }
  | { readonly kind: 'unchanged'; readonly resultId: ResultId; readonly sha256: string }
  | { readonly kind: 'changed'; readonly resultId: ResultId }
  | { readonly kind: 'gone'; readonly resultId: ResultId };

/** incomplete: may still be being written, worth another look; the others are final. */
export type UnreadableCode =
  'incomplete' | 'notAnImage' | 'unsupported' | 'tooLarge' | 'wrongSize' | 'noPermission' | 'judgingFailed';

export interface ImageJudged {
  readonly kind: 'judged';
  readonly resultId: ResultId;
  readonly scores: Readonly<Partial<Record<HeadName, number>>>;
  /** Where the evidence is highest, over the region; empty when the image passes. */
  readonly places: readonly DefectPlace[];
  /** Null when the bundle does not locate. */
  readonly located: LocatedPart | null;
  readonly sha256: string;
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly decodeMs: number;
  readonly runMs: number;
  /** Pictures that lie on disk now. */
  readonly pictures: readonly PictureKind[];
  /** Sentence why a picture could not be written (disk full, ...); the verdict stands all the same. */
  readonly pictureProblem: string | null;
}

/** What the station needs to know of a bundle once the inference process has read and replayed it. */
export interface OpenedBundle {
  readonly bundleId: string;
  readonly product: string;
  readonly purpose: 'production' | 'demo';
  readonly head: HeadName;
  readonly heads: readonly HeadName[];
  readonly limit: number;
  readonly reviewLimit: number | null;
  readonly headLimits: Readonly<Partial<Record<HeadName, number>>>;
  readonly calibrationId: string;
  readonly region: Region | null;
}

export type InferenceRequest = OpenBundle | JudgeImage | JudgeChallenge | DrawInspection;
