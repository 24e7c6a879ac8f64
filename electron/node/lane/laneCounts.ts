import type { FolderId, Inspection } from '../../common/inspection.ts';
import type { Counts } from '../../common/stationState.ts';
import type { StationDatabase } from '../store/db.ts';
import { countVerdicts } from '../store/inspections.ts';
import { createMinuteRate } from './rate.ts';
import { shiftStart } from './shift.ts';

/** What a lane did in the present shift, without asking the database for every image; simulations apart. */
export interface LaneCounts {
  add(inspection: Inspection): void;
  /** Counts anew when another shift has begun, or when simulations are (not) what is counted now. */
  refresh(shiftStartHours: readonly number[], simulated: boolean): void;
  counts(): Counts;
  shiftStartedAt(): string;
  imagesPerMinute(): number;
}

export function createLaneCounts(
  db: StationDatabase,
  folderId: FolderId,
  wallClockMs: () => number,
): LaneCounts {
  let rate = createMinuteRate();
  let counted: { since: string; simulated: boolean; counts: Counts } | null = null;
  return {
    add({ simulated, verdict, createdAt }) {
      if (counted === null || simulated !== counted.simulated) return;
      rate.add(wallClockMs());
      if (createdAt < counted.since) return;
      counted = { ...counted, counts: { ...counted.counts, [verdict]: counted.counts[verdict] + 1 } };
    },
    refresh(shiftStartHours, simulated) {
      const since = shiftStart(wallClockMs(), shiftStartHours).toISOString();
      if (counted?.since === since && counted.simulated === simulated) return;
      if (counted?.simulated !== simulated) rate = createMinuteRate();
      counted = { since, simulated, counts: countVerdicts(db, folderId, since, simulated) };
    },
    counts: () => counted?.counts ?? { pass: 0, fail: 0, review: 0, unreadable: 0 },
    shiftStartedAt: () => counted?.since ?? new Date(wallClockMs()).toISOString(),
    imagesPerMinute: () => rate.perMinute(wallClockMs()),
  };
}
