import { countOldRows } from '../store/countOldRows.ts';
import { isStoreTrouble } from '../store/storeError.ts';
import type { StationParts } from './stationParts.ts';

/** Counted before anything else: the present shift's, whatever a station inspects in it, or most of them. */
const rowsAtStart = 20_000;
/** Small enough that a commit hardly waits for one piece. */
const rowsAtOnce = 500;
const pauseMs = 100;
const troubleMs = 10_000;

/** Counts the rows from before there were counts, a piece at a time beside inspecting; see countOldRows. Returns how to stop. */
export function countInBackground({ db, timers }: Pick<StationParts, 'db' | 'timers'>): () => void {
  let cancel = (): void => {};
  function next(): void {
    try {
      if (countOldRows(db, rowsAtOnce) > 0) cancel = timers.after(pauseMs, next);
    } catch (error) {
      // Nothing was counted: it goes on where it was when the store can be written again.
      if (!isStoreTrouble(error)) throw error;
      cancel = timers.after(troubleMs, next);
    }
  }
  next();
  return () => cancel();
}

export function countNewestRows({ db }: Pick<StationParts, 'db'>): void {
  countOldRows(db, rowsAtStart);
}
