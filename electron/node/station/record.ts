import type { StationEvent } from '../../common/contract.ts';
import type { StationDatabase } from '../store/db.ts';
import { insertEvent } from '../store/events.ts';
import { isStoreTrouble } from '../store/storeError.ts';

/** Who acts when nobody called. */
export const theStation = 'station';

/** The station's own record: what was started, switched and changed, and by whom. */
export interface StationRecord {
  add(kind: string, message: string, by: string): void;
  /** Tries again to write what could not be written. */
  tick(): void;
}

export function createRecord(db: StationDatabase, wallClockMs: () => number): StationRecord {
  const unwritten: StationEvent[] = [];
  const write = (): void => {
    try {
      for (let event = unwritten[0]; event !== undefined; event = unwritten[0]) {
        insertEvent(db, event);
        unwritten.shift();
      }
    } catch (error) {
      // Written when there is room again; the alarm of the store tells of it meanwhile.
      if (!isStoreTrouble(error)) throw error;
    }
  };
  return {
    add(kind, message, by) {
      unwritten.push({ createdAt: new Date(wallClockMs()).toISOString(), kind, message, by });
      write();
    },
    tick: write,
  };
}
