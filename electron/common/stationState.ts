import type { HeadName, Region } from '../../models/manifest.ts';
import type { Alarm } from './alarm.ts';
import type { LaneChallenge } from './challenge.ts';
import type { FolderId, Inspection, RecipeId, TeachingId } from './inspection.ts';
import type { Job } from './job.ts';
import type { Verdict } from './verdict.ts';

export const providers = ['auto', 'cpu', 'cuda', 'webgpu', 'dml', 'coreml'] as const;
export type ProviderChoice = (typeof providers)[number];

/** stopped: by a person; missing: the folder is not there (looked for again every few seconds). */
export type SourceState = 'starting' | 'watching' | 'polling' | 'missing' | 'stopped';

export interface ProviderState {
  readonly chosen: ProviderChoice;
  /** Provider the timed probe really ran on; null until measured. */
  readonly measured: Exclude<ProviderChoice, 'auto'> | null;
  /** Median of the probe, milliseconds per image. */
  readonly msPerImage: number | null;
  /** Sentence why another provider than the chosen one runs; null when it is the chosen one. */
  readonly fallbackReason: string | null;
}

export interface InferenceState {
  /** restarting: waits out the back-off; refused: the bundle was refused, restarting would not help. */
  readonly phase: 'stopped' | 'starting' | 'ready' | 'restarting' | 'refused';
  readonly reason: string | null;
  readonly restarts: number;
  readonly provider: ProviderState;
}

export interface QueueState {
  /** Images settled and waiting for a verdict, the one in work included. */
  readonly depth: number;
  /** Images the intake takes on at once; the rest waits as files in the folder, counted in `behind`. */
  readonly capacity: number;
  /** Files seen in the folder that still wait to be taken on. */
  readonly behind: number;
  /** True while the full queue slows the intake. */
  readonly slowed: boolean;
}

export interface RecipeInForce {
  readonly recipeId: RecipeId;
  readonly version: number;
  readonly product: string;
  readonly purpose: 'production' | 'demo';
  /** Null until the bundle has been read, or when it was refused. */
  readonly bundle: {
    readonly bundleId: string;
    readonly head: HeadName;
    readonly heads: readonly HeadName[];
    readonly limit: number;
    /** Second, lower limit; null: nothing is left for review. */
    readonly reviewLimit: number | null;
    /** Limit each head would have, for score / limit. */
    readonly headLimits: Readonly<Partial<Record<HeadName, number>>>;
    readonly calibrationId: string;
    readonly region: Region | null;
  } | null;
}

export type Counts = Readonly<Record<Verdict, number>>;

/** `fails` of the last `parts` judged parts failed. */
export interface FailRun {
  readonly fails: number;
  readonly parts: number;
}

/** A lane is one watched folder with its recipe, queue and inference process. */
export interface LaneState {
  readonly folderId: FolderId;
  readonly path: string;
  readonly simulated: boolean;
  readonly source: { readonly state: SourceState; readonly reason: string | null };
  readonly recipe: RecipeInForce;
  readonly queue: QueueState;
  /** Images wait until the challenge of what is in force is passed. */
  readonly blocked: boolean;
  readonly inference: InferenceState;
  /** Of the current shift; simulated inspections only in a simulated lane. */
  readonly counts: Counts;
  readonly shiftStartedAt: string;
  /** What was entered last; null: nothing yet. */
  readonly job: Job | null;
  /** Since this order is made; null without an order. */
  readonly jobCounts: { readonly since: string; readonly counts: Counts } | null;
  /** While more parts fail than the recipe lets pass in silence: so many of the last judged parts; null: they do not. */
  readonly failRun: FailRun | null;
  readonly imagesPerMinute: number;
  readonly latest: Inspection | null;
}

export interface TeachingState {
  readonly teachingId: TeachingId;
  readonly product: string;
  readonly phase:
    'reading' | 'teaching' | 'combining' | 'calibrating' | 'writing' | 'done' | 'cancelled' | 'failed';
  readonly step: number;
  readonly steps: number | null;
  readonly secondsLeft: number | null;
  readonly losses: Readonly<Record<string, number>>;
  /** Course of each loss since the start, thinned to a few dozen values; kept here, so that a screen opened later has it. */
  readonly curves: Readonly<Record<string, readonly number[]>>;
  /** The most that `secondsLeft` ever was: what a bar without steps counts from. */
  readonly longestSecondsLeft: number;
  readonly images: number;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** Resolution and tiles chosen for a large region, in a sentence; null until then, and for a small one. */
  readonly plan: string | null;
  /** Number of the newest picture of input above reconstruction, 0 when there is none yet. */
  readonly picture: number;
  /** When done: the recipe made and the sentence describing its calibration. */
  readonly recipeId: RecipeId | null;
  readonly calibration: string | null;
  /** When failed: the sentence why. */
  readonly reason: string | null;
}

/** Everything the screens show of the station's present; read on open and after a gap, renewed by events. */
export interface StationState {
  readonly version: string;
  readonly phase: 'starting' | 'running' | 'stopping';
  readonly startedAt: string;
  readonly lanes: readonly LaneState[];
  readonly alarms: readonly Alarm[];
  /** One a watched folder. */
  readonly challenges: readonly LaneChallenge[];
  readonly teaching: TeachingState | null;
  /** The demo: its product in force in its own watched folder with the simulated camera. */
  readonly demo: 'absent' | 'stopped' | 'running';
}
