import type { ChallengeImageId } from '../electron/common/challenge.ts';
import type { DrawnKind } from '../electron/common/drawn.ts';
import type { PictureKind, RecipeId, ResultId, SampleId, TeachingId } from '../electron/common/inspection.ts';
import type { ScoringId } from '../electron/common/lab.ts';
import type { SetUpTaskId } from '../electron/common/setUp.ts';
import type { Port } from '../electron/common/port.ts';
import type { Display } from './display.ts';

/** What differs between the window of Electron and a browser; all else of the screen is the same. */
export interface Host {
  /** A fresh port to the station. Rejects with a sentence when the station cannot be reached. */
  connect(): Promise<Port>;
  imageUrl(resultId: ResultId, kind: PictureKind): string;
  /** A picture that `drawInspection` had drawn. */
  drawnUrl(resultId: ResultId, kind: DrawnKind): string;
  /** Picture `number` of a teaching: input above reconstruction. */
  teachingPictureUrl(teachingId: TeachingId, number: number): string;
  /** Picture of a good image that `lookAtGoodFolder` found. */
  sampleUrl(sampleId: SampleId): string;
  /** Picture `number` of a task of the set-up. */
  setUpPictureUrl(taskId: SetUpTaskId, number: number): string;
  /** Picture of an image of a challenge set. */
  challengePictureUrl(challengeImageId: ChallengeImageId): string;
  /** Picture of an image of a scoring that is no inspection. */
  labPictureUrl(recipeId: RecipeId, scoringId: ScoringId, number: number): string;
  /** The system's own folder dialog, absolute path or null when cancelled; null where there is none. */
  readonly pickFolder: (() => Promise<string | null>) | null;
  openExternal(url: string): void;
  readonly display: Display;
  /** Says that this page is alive, where somebody listens. */
  beat(): void;
}
