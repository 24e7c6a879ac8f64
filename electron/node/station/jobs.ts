import type { StationHandlers } from '../../common/contract.ts';
import { say } from '../../common/stationSentence.ts';
import { inTransaction } from '../store/db.ts';
import { insertJobEntry, listJobEntries } from '../store/jobEntries.ts';
import { isoNow, type StationParts } from './stationParts.ts';

type JobCalls = Pick<StationHandlers, 'enterJob' | 'listJobs'>;

/** Order and operator of a watched folder: in force from the next image that is judged. */
export function jobCalls(parts: StationParts): JobCalls {
  const { db, lanes, record, audit, onChange } = parts;
  return {
    enterJob({ folderId, jobId, operator }, { user }) {
      const lane = lanes.find(folderId);
      const before = lane.state().job;
      const job = { folderId, jobId, operator, enteredAt: isoNow(parts), enteredBy: user };
      inTransaction(db, () => {
        insertJobEntry(db, job);
        audit.add({
          ...{ by: user, action: 'jobEntered', record: lane.folder.path },
          old: before && { jobId: before.jobId, operator: before.operator },
          new: { jobId, operator },
        });
      });
      const said = { path: lane.folder.path, order: jobId ?? '–', operator: operator ?? '–' };
      record.add('jobEntered', say('jobEntered', said), user);
      lane.jobEntered();
      onChange();
      return job;
    },
    listJobs: ({ folderId, limit }) => listJobEntries(db, lanes.find(folderId).folder.folderId, limit),
  };
}
