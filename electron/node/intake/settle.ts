import { sameVersion, type FileStamp } from './fileStamp.ts';

export interface SettleRules {
  /** A file is settled when size and time stood still for this long. */
  readonly quietMs: number;
  /** A file whose modification time lies this far back when first seen is not being written any more. */
  readonly oldAfterMs: number;
  /** Longest pause of a writer: an empty or incomplete file that stood still for this long stays as it is. */
  readonly patienceMs: number;
}
export const settleRules: SettleRules = { quietMs: 100, oldAfterMs: 2000, patienceMs: 3000 };

/** How far a file has come to rest. Times are of a clock that only goes forward, but for modifiedMs. */
export interface Settling {
  readonly stamp: FileStamp;
  /** When the file was first seen, in whatever version. */
  readonly begunMs: number;
  /** When this version was first seen. */
  readonly sinceMs: number;
  /** Wait out the patience: it is empty, or this version could not be read to its end. */
  readonly patient: boolean;
  /** It had its last change long before it was seen. */
  readonly old: boolean;
}

/** The first look at a file. `wallMs` is milliseconds since 1970, as modification times are. */
export function firstLook(stamp: FileStamp, nowMs: number, wallMs: number, rules = settleRules): Settling {
  return {
    stamp,
    begunMs: nowMs,
    sinceMs: nowMs,
    patient: stamp.sizeBytes === 0,
    old: wallMs - stamp.modifiedMs > rules.oldAfterMs,
  };
}

/** A later look: a changed file starts again to come to rest. */
export function nextLook(settling: Settling, stamp: FileStamp, nowMs: number): Settling {
  if (sameVersion(settling.stamp, stamp)) return settling;
  return { ...settling, stamp, sinceMs: nowMs, patient: stamp.sizeBytes === 0, old: false };
}

/** When the file is settled unless it changes before. Reading it decides whether it is complete. */
export function settlesAtMs({ sinceMs, patient, old }: Settling, rules = settleRules): number {
  if (patient) return sinceMs + rules.patienceMs;
  return old ? sinceMs : sinceMs + rules.quietMs;
}

/** Writing into a file of the final size takes no longer than this many times the longest pause. */
const longestFilling = 10;

/**
 * Whether a file that changed before it came to rest is a new image over one that nobody could read in time, rather
 * than one still being written: a camera with one file name that is faster than files settle.
 */
export function isStartedOver(
  { stamp, begunMs }: Settling,
  now: FileStamp,
  nowMs: number,
  rules = settleRules,
): boolean {
  // Some writers take the name first and rename the image over it.
  if (stamp.sizeBytes === 0 || sameVersion(stamp, now)) return false;
  if (isOtherFile(stamp, now) || now.sizeBytes < stamp.sizeBytes) return true;
  return now.sizeBytes === stamp.sizeBytes && nowMs - begunMs >= longestFilling * rules.patienceMs;
}

/**
 * Whether a settled file that changed before it was read is a new image over the old one, rather than the same image
 * still being written by a writer that paused. `quietMs` is how long it had stood still; `doubted` says that the
 * benefit of the doubt was given once already.
 */
export function isOverwritten(
  settled: FileStamp,
  now: FileStamp,
  quietMs: number,
  doubted: boolean,
  rules = settleRules,
): boolean {
  // No writer makes its file smaller; a camera that starts over does.
  if (isOtherFile(settled, now) || now.sizeBytes < settled.sizeBytes) return true;
  if (quietMs >= rules.patienceMs) return true;
  return now.sizeBytes === settled.sizeBytes && doubted;
}

function isOtherFile(one: FileStamp, other: FileStamp): boolean {
  return one.inode !== 0 && other.inode !== 0 && one.inode !== other.inode;
}
