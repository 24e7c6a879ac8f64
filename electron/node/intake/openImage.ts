import type { ResultId } from '../../common/inspection.ts';
import { say } from '../../common/stationSentence.ts';
import type { LedgerState } from '../store/ledger.ts';
import type { FileStamp } from './fileStamp.ts';
import type { Settling } from './settle.ts';

/** Why an image will have no verdict; known without reading it. */
export interface Problem {
  readonly kind: 'gone' | 'overwritten' | 'link' | 'restless';
  /** Full sentence. */
  readonly reason: string;
  readonly ledgerState: Extract<LedgerState, 'unreadable' | 'overwritten'>;
}

export const problems = {
  gone: {
    kind: 'gone',
    reason: say('fileGone'),
    ledgerState: 'unreadable',
  },
  overwritten: {
    kind: 'overwritten',
    reason: say('fileOverwritten'),
    ledgerState: 'overwritten',
  },
  restless: {
    kind: 'restless',
    reason: say('fileRestless'),
    ledgerState: 'unreadable',
  },
} as const satisfies Record<string, Problem>;

/**
 * settling: size and time do not stand still yet. ready: settled. taken: in the lane's hands. recheck: given back, to
 * be looked at before anything else.
 */
export type Stage = 'settling' | 'ready' | 'taken' | 'recheck';

/** An image the intake has in memory: seen, without an inspection. One ledger row, `seen` or `settled`. */
export interface OpenImage {
  readonly resultId: ResultId;
  readonly file: string;
  /** Which look into the folder met it. */
  readonly batch: number;
  /** Milliseconds since 1970. */
  readonly seenMs: number;
  /** SHA-256 of what was inspected under this name and lay there until it changed. */
  readonly inspectedSha256: string | null;
  stage: Stage;
  settling: Settling;
  /** When it was settled, on the clock that only goes forward. */
  settledMs: number;
  problem: Problem | null;
  /** How often it was found changed after it had settled. */
  doubts: number;
  /** How often it was read in vain although it looked the same. */
  vainReads: number;
  /** When its file was first missed; null while it is there. */
  missingSinceMs: number | null;
  /** It could not be told what lies there; not looked at again before. */
  unclearUntilMs: number;
  /** When it was last looked at. */
  lookedAtMs: number;
  /** Seen while taken: the file is another one now; what was read may still be the settled one. */
  replaced: boolean;
  /** It changed while taken, so it is looked at again whatever the answer. */
  touched: boolean;
}

export function stampOf(image: OpenImage): FileStamp {
  return image.settling.stamp;
}
