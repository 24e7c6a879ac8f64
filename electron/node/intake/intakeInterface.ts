import type { LaneState } from '../../common/stationState.ts';
import type { StationDatabase } from '../store/db.ts';
import type { StoredFolder } from '../store/watchedFolders.ts';
import type { Timers } from '../timers.ts';
import type { OpenImage } from './openImage.ts';
import type { SettleRules } from './settle.ts';

export interface IntakeOptions {
  readonly db: StationDatabase;
  readonly folder: StoredFolder;
  readonly timers: Timers;
  readonly wallClockMs: () => number;
  readonly rules?: SettleRules;
  /** There may be images to take. */
  readonly onReady: () => void;
  readonly onSource: (source: LaneState['source']) => void;
  /** The ledger cannot be written at present; the intake tries again. Null: it can again. */
  readonly onTrouble: (error: Error | null) => void;
}

/** Watches one folder and hands out its images, each once, in the order of arrival. */
export interface Intake {
  readonly source: LaneState['source'];
  /** Seen and not taken yet. */
  readonly behind: number;
  readonly readyCount: number;
  /** Wall-clock milliseconds when an image last arrived; null when none did since the start. */
  readonly lastArrivalMs: number | null;
  start(): void;
  /** Up to `count` settled images, recorded as such. Throws when the ledger cannot be written. */
  take(count: number): OpenImage[];
  /** It could not be judged as it was: looked at again, and handed out again once it has come to rest. */
  putBack(image: OpenImage, why: 'incomplete' | 'changed' | 'gone'): void;
  /** Its inspection is committed, or it needs none. */
  finish(image: OpenImage, contentSha256: string | null): void;
  /** The station itself moved the file away. */
  moved(file: string): void;
  stop(): Promise<void>;
}
