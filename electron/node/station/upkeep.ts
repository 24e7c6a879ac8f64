import { statfs } from 'node:fs/promises';
import { say } from '../../common/stationSentence.ts';
import { plannedAmount, type PicturePlan, type PictureRules } from '../../common/keeping.ts';
import { verdicts } from '../../common/verdict.ts';
import { deletePictures as deletePlanned } from './deletePictures.ts';
import { theStation } from './record.ts';
import type { StationParts } from './stationParts.ts';

const diskEveryMs = 30_000;
const picturesEveryMs = 3_600_000;
const firstPicturesMs = 15_000;

/** What the station looks after by itself: free disk space, and pictures kept too long. */
export interface Upkeep {
  /** Once a second. */
  tick(): void;
  /** Deletes the pictures that the settings do not keep; their rows stay. */
  deletePictures(): Promise<void>;
  close(): Promise<void>;
}

/** `planPictures` says what is to be deleted. */
export function createUpkeep(
  parts: StationParts,
  planPictures: (rules: PictureRules) => Promise<PicturePlan>,
): Upkeep {
  const { home, alarms, record, audit, settings, timers, wallClockMs } = parts;
  let diskDueMs = timers.nowMs();
  let picturesDueMs = timers.nowMs() + firstPicturesMs;
  let working: Promise<void> = Promise.resolve();
  let closed = false;
  let lastFailure = '';

  async function lookAtDisk(): Promise<void> {
    const { bavail, bsize } = await statfs(home);
    const freeMegabytes = Math.floor((bavail * bsize) / 1e6);
    const { diskLowMegabytes } = settings();
    if (freeMegabytes >= diskLowMegabytes) alarms.clear('diskLow', null);
    else if (
      !alarms.list().some(({ kind, state }) => kind === 'diskLow' && state !== 'returnedUnacknowledged')
    ) {
      alarms.raise('diskLow', null, say('diskLow', { megabytes: freeMegabytes, home }));
    }
  }

  async function deletePictures(): Promise<void> {
    const rules = settings().keepPictures;
    const plan = await planPictures(rules);
    const deleted = await deletePlanned(parts, plan, rules, wallClockMs(), () => closed);
    const told = verdicts.filter((verdict) => deleted[verdict] > 0);
    if (told.length === 0) return;
    const gigabytes = (plannedAmount(plan).sizeBytes / 1e9).toFixed(3);
    const counts = told.map((verdict) => `${deleted[verdict]} ${verdict}`).join(', ');
    const sentence = `Pictures of inspections were deleted, ${gigabytes} GB: ${counts}; their rows stay.`;
    record.add('picturesDeleted', sentence, theStation);
    audit.tell({ by: theStation, action: 'picturesDeleted', new: { deleted, gigabytes, rules } });
  }

  function inTurn(work: () => Promise<void>): void {
    working = working.then(work).catch((error: Error) => {
      // The same again is no news.
      if (error.message === lastFailure) return;
      lastFailure = error.message;
      record.add('upkeepFailed', `Looking after disk and pictures failed: ${error.message}`, theStation);
    });
  }

  return {
    tick() {
      const nowMs = timers.nowMs();
      if (nowMs >= diskDueMs) {
        diskDueMs = nowMs + diskEveryMs;
        inTurn(lookAtDisk);
      }
      if (nowMs >= picturesDueMs) {
        picturesDueMs = nowMs + picturesEveryMs;
        inTurn(deletePictures);
      }
    },
    deletePictures,
    async close() {
      closed = true;
      await working;
    },
  };
}
