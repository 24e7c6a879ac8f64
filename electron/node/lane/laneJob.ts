import type { FolderId } from '../../common/inspection.ts';
import type { Job } from '../../common/job.ts';
import type { NameParts } from '../namePattern.ts';
import type { StationDatabase } from '../store/db.ts';
import { jobBegan, listJobEntries } from '../store/jobEntries.ts';

/** What was entered last for a watched folder. */
export interface LaneJob {
  readonly job: Job | null;
  /** Since when this order is made, ISO 8601 in UTC; null without an order. */
  readonly beganAt: string | null;
  /** Something was entered. */
  read(): void;
  /** What a file name says; where it says nothing of a job, that of the entry. */
  named(parts: NameParts): NameParts;
}

export function createLaneJob(db: StationDatabase, folderId: FolderId): LaneJob {
  let job: Job | null = null;
  let beganAt: string | null = null;
  const laneJob: LaneJob = {
    get job() {
      return job;
    },
    get beganAt() {
      return beganAt;
    },
    read() {
      job = listJobEntries(db, folderId, 1)[0] ?? null;
      beganAt = jobBegan(db, folderId);
    },
    named: (parts) => (parts.jobId === null && job !== null ? { ...parts, jobId: job.jobId } : parts),
  };
  laneJob.read();
  return laneJob;
}
