import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestContext } from 'node:test';
import type { SourceState } from '../../electron/common/stationState.ts';
import { createIntake } from '../../electron/node/intake/intake.ts';
import type { Intake } from '../../electron/node/intake/intakeInterface.ts';
import { stampOf, type OpenImage } from '../../electron/node/intake/openImage.ts';
import { closeDatabase, openDatabase, type StationDatabase } from '../../electron/node/store/db.ts';
import { changeLedgerRow } from '../../electron/node/store/ledger.ts';
import { listWatchedFolders, type StoredFolder } from '../../electron/node/store/watchedFolders.ts';
import { systemTimers } from '../../electron/node/timers.ts';
import { seedFolder, someTime } from './storeRows.ts';
import { tempFolder } from './tempFolder.ts';

/** Short times, so that tests with real folders stay quick. */
export const quickRules = { quietMs: 40, oldAfterMs: 2000, patienceMs: 400 };

export interface IntakeBench {
  readonly db: StationDatabase;
  readonly folder: string;
  readonly intake: Intake;
  readonly sources: SourceState[];
  /** Everything handed out so far. */
  readonly taken: OpenImage[];
  /** Resolves when so many were handed out; rejects after five seconds. */
  takenCount(count: number): Promise<OpenImage[]>;
  /** Judges an image without a lane. */
  judge(image: OpenImage): void;
  /** Ends this intake and starts another on the same database. */
  restart(): Promise<void>;
}

/** An intake on a real folder that hands out all it can, at once, unless `take` is false. */
export async function intakeBench(
  t: TestContext,
  {
    take = true,
    existing = () => {},
    ...folder
  }: Partial<StoredFolder> & { take?: boolean; existing?: (path: string) => void } = {},
): Promise<IntakeBench> {
  const root = tempFolder(t);
  const path = folder.path ?? join(root, 'camera');
  if (folder.path === undefined) (await import('node:fs')).mkdirSync(path);
  existing(path);
  const db = openDatabase(join(root, 'station.db'));
  seedFolder(db, { createdAt: new Date().toISOString(), ...folder, path });
  const sources: SourceState[] = [];
  const taken: OpenImage[] = [];
  let intake = start();

  function start(): Intake {
    const stored = listWatchedFolders(db)[0] as StoredFolder;
    const started: Intake = createIntake({
      ...{ db, folder: stored, timers: systemTimers, wallClockMs: Date.now, rules: quickRules },
      onReady: () => take && taken.push(...started.take(100)),
      onSource: ({ state }) => sources.push(state),
      onTrouble: (error) => {
        if (error) throw error;
      },
    });
    started.start();
    return started;
  }
  t.after(async () => {
    await intake.stop();
    closeDatabase(db);
  });
  return {
    db,
    folder: path,
    get intake() {
      return intake;
    },
    sources,
    taken,
    async takenCount(count) {
      for (let waited = 0; taken.length < count; waited += 10) {
        if (waited > 5000) throw new Error(`${count} images expected, ${taken.length} handed out.`);
        await pause(10);
      }
      return taken;
    },
    judge(image) {
      changeLedgerRow(
        db,
        image.resultId,
        { state: image.problem?.ledgerState ?? 'judged', ...sizeAndTime(image), contentSha256: image.file },
        someTime,
      );
      intake.finish(image, image.file);
    },
    async restart() {
      await intake.stop();
      taken.length = 0;
      intake = start();
    },
  };
}

function sizeAndTime(image: OpenImage) {
  const { sizeBytes, modifiedMs } = stampOf(image);
  return { sizeBytes, modifiedMs };
}
