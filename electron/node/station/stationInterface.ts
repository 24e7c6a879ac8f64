import type { ChallengeImageId } from '../../common/challenge.ts';
import type { Caller, StationHandlers, WatchedFolder } from '../../common/contract.ts';
import type { DrawnKind } from '../../common/drawn.ts';
import type { PictureKind, RecipeId, ResultId, SampleId, TeachingId } from '../../common/inspection.ts';
import type { ScoringId } from '../../common/lab.ts';
import type { RecipeSettings } from '../../common/recipe.ts';
import type { SetUpTaskId } from '../../common/setUp.ts';
import type { Subscribe } from '../../common/rpc.ts';
import type { AuditHead } from '../../common/audit.ts';
import type { ChildProcess } from '../childProcess.ts';
import type { ScryptCost } from '../users/secretHash.ts';
import type { CreateInference } from '../lane/inferenceLink.ts';

export interface StationOptions {
  /** Absolute folder; made when it is not there. */
  readonly home: string;
  readonly version: string;
  readonly createInference: CreateInference;
  /** Starts a teach process; it is told what to do over its port. */
  readonly launchTeach: () => ChildProcess;
  /** Starts a review process; it is told which database over its port. */
  readonly launchReview: () => ChildProcess;
  /** Starts a workbench process for one piece of work; it is told which over its port. */
  readonly launchWorkbench: () => ChildProcess;
  /** Absolute folder of the bundle the demo inspects with. */
  readonly demoBundle: string;
  /** Start the demo when the home is made by this very start. */
  readonly demoOnFirstStart: boolean;
  /** Somebody whose role allows it has left the kiosk mode; where a window is to follow. */
  readonly onKioskLeft?: () => void;
  /** Milliseconds since 1970; default Date.now. */
  readonly wallClockMs?: () => number;
  /** What hashing a PIN or password costs; default standardCost. */
  readonly secretCost?: ScryptCost;
}

/** What the command line may ask of a watched folder and its recipe; what is not named stays or is the default. */
export type WatchWishes = Partial<Pick<WatchedFolder, 'recursive' | 'watching' | 'existingFiles'>> & {
  readonly recipe?: Partial<RecipeSettings>;
};

/** One screen's connection as the station sees it. */
export interface ScreenSession {
  /** Who calls over it at the moment. */
  readonly caller: () => Caller;
  /** What its caller may hear of the station's announcements, and `callerChanged` of its own. */
  readonly subscribe: Subscribe;
  /** The connection has ended; a log-in over it can be resumed for a short while. */
  close(): void;
}

/** A running station; hosts serve its handlers and pass on its announcements. */
export interface Station {
  readonly handlers: StationHandlers;
  readonly subscribe: Subscribe;
  /** Begins a connection of nobody yet. `from` says where its screen is, e.g. an address. */
  readonly openSession: (from: string) => ScreenSession;
  /** For whatever carries the head of the audit trail: reports, backups. */
  auditHead(): AuditHead;
  /** Absolute path where this picture of an inspection lies, if it was kept; null when the id is not one of ours. */
  pictureFile(resultId: ResultId, kind: PictureKind): string | null;
  /** Absolute path where a picture lies that `drawInspection` had drawn; null when the id is not one of ours. */
  drawnPictureFile(resultId: ResultId, kind: DrawnKind): string | null;
  /** Absolute path of a teaching's picture; null when the id or number is not one of ours. */
  teachingPictureFile(teachingId: TeachingId, number: number): string | null;
  /** Absolute path of a picture of a task of the set-up; null when task or number is not one of ours. */
  setUpPictureFile(taskId: SetUpTaskId, number: number): string | null;
  /** Absolute path of the picture of a folder of good images looked at lately; null when the id is none of these. */
  samplePictureFile(sampleId: SampleId): string | null;
  /** Absolute path of the picture of an image of a challenge set, removed ones too; null when the id is none of these. */
  challengePictureFile(challengeImageId: ChallengeImageId): string | null;
  /** Absolute path where the picture of an image of a scoring lies; ids and number are checked by their form alone. */
  labPictureFile(recipeId: RecipeId, scoringId: ScoringId, number: number): string | null;
  /**
   * Watches a folder with a bundle from anywhere: installs it, makes or finds its recipe and puts it in force. Asked again,
   * it leaves what is so already; what `wishes` names and is not so is changed (the recipe by its next version).
   */
  watchWithBundle(folder: string, bundle: string, wishes?: WatchWishes): Promise<WatchedFolder>;
  /** Resolves when it is to be closed and opened again, to go on with a restored log. */
  readonly restartAsked: Promise<void>;
  /** Finishes the images in hand, ends all processes and leaves a clean database. */
  close(): Promise<void>;
}

/**
 * Opens the home and resumes every lane. Rejects with a sentence when another station holds the home, or its database
 * is locked, damaged, foreign or of a newer version; nothing is overwritten then.
 */
export type CreateStation = (options: StationOptions) => Promise<Station>;
