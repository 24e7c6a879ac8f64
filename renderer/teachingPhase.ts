import type { TeachingState } from '../electron/common/stationState.ts';

const finished: ReadonlySet<TeachingState['phase']> = new Set(['done', 'cancelled', 'failed']);

/** True while a teaching is under way. */
export function isTeaching(teaching: TeachingState | null): boolean {
  return teaching !== null && !finished.has(teaching.phase);
}
