import type { Counts } from '../electron/common/stationState.ts';

/** Parts that passed of all that got a verdict, 0..1; null while none did. Unreadable images got none. */
export function shiftYield({ pass, fail, review }: Counts): number | null {
  const judged = pass + fail + review;
  return judged === 0 ? null : pass / judged;
}
