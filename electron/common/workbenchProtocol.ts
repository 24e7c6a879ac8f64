import type { Region } from '../../models/manifest.ts';
import type { ChallengeImage } from './challenge.ts';
import type { CameraBox, RecipeProof, SurveyedImage, TriedImage } from './setUp.ts';
import type { ProviderChoice } from './stationState.ts';

/** A bundle as a recipe uses it. */
export interface RecipeBundle {
  /** Absolute folder. */
  readonly bundle: string;
  readonly provider: ProviderChoice;
  readonly otherSizes: 'refuse' | 'scaleRegion';
  readonly bitDepth: number | null;
  /** Set by hand in the recipe; null: as calibrated. */
  readonly limit: number | null;
  readonly reviewLimit: number | null;
}

/** An image of a challenge set with where its file lies. */
export interface ChallengeFile extends Pick<
  ChallengeImage,
  'challengeImageId' | 'truth' | 'name' | 'sha256' | 'extent'
> {
  /** Absolute path. */
  readonly file: string;
  /** Of an image cut out already. */
  readonly region: Region | null;
}

/** Station to workbench process: one piece of work a process. All paths are absolute. */
export type WorkbenchRequest =
  | { readonly kind: 'collect'; readonly path: string; readonly count: number; readonly out: string }
  | {
      readonly kind: 'survey';
      readonly good: string;
      readonly region: Region | null;
      readonly ignored: readonly CameraBox[];
      /** Folder for pictures `<number>.jpg`. */
      readonly pictures: string;
    }
  | ({
      readonly kind: 'trial';
      readonly folder: string;
      readonly files: readonly string[] | null;
      readonly pictures: string;
    } & RecipeBundle)
  | ({ readonly kind: 'prove'; readonly challenge: readonly ChallengeFile[] } & RecipeBundle)
  | { readonly kind: 'cancel' };

/** Workbench process to station; the last one is `ended`. */
export type WorkbenchReply =
  | { readonly kind: 'progress'; readonly done: number; readonly of: number | null }
  | { readonly kind: 'tried'; readonly image: TriedImage }
  | { readonly kind: 'surveyed'; readonly images: readonly SurveyedImage[] }
  | {
      readonly kind: 'leftOut';
      readonly files: readonly { readonly file: string; readonly reason: string }[];
    }
  | { readonly kind: 'proven'; readonly provider: string | null; readonly proofs: readonly RecipeProof[] }
  /** reason: null when all went well. */
  | {
      readonly kind: 'ended';
      readonly outcome: 'done' | 'cancelled' | 'failed';
      readonly reason: string | null;
    };
