import type { FolderId, Inspection } from '../../common/inspection.ts';
import type { Counts, LaneState } from '../../common/stationState.ts';
import type { StationDatabase } from '../store/db.ts';
import { countVerdicts } from '../store/inspections.ts';
import { createMinuteRate } from './rate.ts';
import { shiftStart } from './shift.ts';

/** What a lane did in the present shift and job, without asking the database for every image; simulations apart. */
export interface LaneCounts {
  add(inspection: Inspection): void;
  /**
   * Counts anew when another shift or job has begun, or when simulations are (not) what is counted now. `jobBeganAt`: ISO
   * 8601 in UTC; null: there is no order.
   */
  refresh(shiftStartHours: readonly number[], simulated: boolean, jobBeganAt: string | null): void;
  counts(): Counts;
  jobCounts(): LaneState['jobCounts'];
  shiftStartedAt(): string;
  imagesPerMinute(): number;
}

interface Counted {
  readonly since: string;
  readonly simulated: boolean;
  counts: Counts;
}

export function createLaneCounts(
  db: StationDatabase,
  folderId: FolderId,
  wallClockMs: () => number,
): LaneCounts {
  let rate = createMinuteRate();
  let ofShift: Counted | null = null;
  let ofJob: Counted | null = null;

  function countedSince(before: Counted | null, since: string, simulated: boolean): Counted {
    if (before?.since === since && before.simulated === simulated) return before;
    return { since, simulated, counts: countVerdicts(db, folderId, since, simulated) };
  }

  return {
    add({ simulated, verdict, createdAt }) {
      if (ofShift === null || simulated !== ofShift.simulated) return;
      rate.add(wallClockMs());
      for (const one of [ofShift, ofJob]) {
        if (one === null || createdAt < one.since) continue;
        one.counts = { ...one.counts, [verdict]: one.counts[verdict] + 1 };
      }
    },
    refresh(shiftStartHours, simulated, jobBeganAt) {
      if (ofShift?.simulated !== simulated) rate = createMinuteRate();
      const since = shiftStart(wallClockMs(), shiftStartHours).toISOString();
      ofShift = countedSince(ofShift, since, simulated);
      ofJob = jobBeganAt === null ? null : countedSince(ofJob, jobBeganAt, simulated);
    },
    counts: () => ofShift?.counts ?? { pass: 0, fail: 0, review: 0, unreadable: 0 },
    jobCounts: () => ofJob && { since: ofJob.since, counts: ofJob.counts },
    shiftStartedAt: () => ofShift?.since ?? new Date(wallClockMs()).toISOString(),
    imagesPerMinute: () => rate.perMinute(wallClockMs()),
  };
}
