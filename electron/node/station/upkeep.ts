import { statfs } from 'node:fs/promises';
import { say } from '../../common/stationSentence.ts';
import { picturesFolder } from '../picturePath.ts';
import { forgetPictures } from '../store/inspections.ts';
import { deleteOldPictures } from './deleteOldPictures.ts';
import { theStation } from './record.ts';
import type { StationParts } from './stationParts.ts';

const dayMs = 86_400_000;
const diskEveryMs = 30_000;
const picturesEveryMs = 3_600_000;
const firstPicturesMs = 15_000;
const rowsAtOnce = 2000;

/** What the station looks after by itself: free disk space, and pictures kept too long. */
export interface Upkeep {
  /** Once a second. */
  tick(): void;
  /** Deletes pictures older than the settings say; their rows stay. */
  deletePictures(): Promise<void>;
  close(): Promise<void>;
}

export function createUpkeep(parts: StationParts): Upkeep {
  const { db, home, alarms, record, audit, settings, timers, wallClockMs } = parts;
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
    const { keepPicturesDays } = settings();
    const keptFromMs = Math.floor(wallClockMs() / dayMs - keepPicturesDays) * dayMs;
    // Rows first: a picture that a row names and is not there would be an error on the screen.
    while (!closed && forgetPictures(db, idsFrom(keptFromMs), rowsAtOnce) > 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const days = await deleteOldPictures(picturesFolder(home), keepPicturesDays, wallClockMs());
    if (days.length === 0) return;
    const sentence = `Pictures of ${days.length} day(s) up to ${days.at(-1)} were deleted; their rows stay.`;
    record.add('picturesDeleted', sentence, theStation);
    audit.tell({ by: theStation, action: 'picturesDeleted', new: { days, keepPicturesDays } });
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

/** Time-ordered ids from that moment on are not below it. */
function idsFrom(timeMs: number): string {
  const hex = timeMs.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
