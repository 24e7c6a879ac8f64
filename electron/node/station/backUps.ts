import { rm } from 'node:fs/promises';
import path from 'node:path';
import { graceMs, newestDueMs } from '../../common/backUpSchedule.ts';
import { CallFailure } from '../../common/callFailure.ts';
import type { StationHandlers } from '../../common/contract.ts';
import { say } from '../../common/stationSentence.ts';
import type { ChildProcess } from '../childProcess.ts';
import { checkBackUp } from '../review/checkBackUp.ts';
import { auditHead } from '../store/audit.ts';
import { backUp as copyDatabase } from '../store/backUp.ts';
import {
  backUpsBeyond,
  insertBackUp,
  lastGoodBackUp,
  listBackUps,
  markBackUpDeleted,
} from '../store/backUps.ts';
import { statement } from '../store/statement.ts';
import { orderRestore } from './pendingRestore.ts';
import { theStation } from './record.ts';
import { isoNow, type StationParts } from './stationParts.ts';

const lookEveryMs = 5000;
const againAfterMs = 600_000;
const listed = 100;

/** Backups of the log: now, by schedule, and back again. */
export interface BackUps {
  readonly calls: Pick<StationHandlers, 'backUp' | 'listBackUps' | 'lookAtBackUp' | 'restoreBackUp'>;
  /** Once a second. */
  tick(): void;
  close(): Promise<void>;
}

export function createBackUps(
  parts: StationParts,
  launch: () => ChildProcess,
  /** The station is to be closed and opened again. */
  onRestore: () => void,
): BackUps {
  const { db, home, alarms, audit, record, settings, timers, wallClockMs } = parts;
  const openedMs = wallClockMs();
  let lookDueMs = timers.nowMs();
  let againDueMs = -Infinity;
  let working: Promise<void> | null = null;

  /** Makes a copy, reads all of it and lists it. Rejects with the sentence why there is none. */
  async function make(target: string, by: string, scheduled: boolean) {
    const startedAt = isoNow(parts);
    const about = { startedAt, by, scheduled, path: target };
    let copied = false;
    try {
      const { sizeBytes } = await copyDatabase(db, target);
      copied = true;
      const { head } = await checkBackUp(launch, target);
      insertBackUp(db, { ...about, sizeBytes, head, failure: null });
      record.add('backedUp', say('backedUp', { path: target }), by);
      audit.tell({
        by,
        action: 'backedUp',
        record: target,
        new: { path: target, sizeBytes, scheduled, head },
      });
      return { path: target, sizeBytes };
    } catch (error) {
      // A copy that is not whole would be found when it is needed.
      if (copied) await rm(target, { force: true });
      const failure = (error as Error).message;
      insertBackUp(db, { ...about, sizeBytes: 0, head: null, failure });
      record.add('backUpFailed', `The backup to ${target} failed: ${failure}`, by);
      throw error;
    }
  }

  async function makeScheduled(folder: string, keep: number): Promise<void> {
    const stamp = isoNow(parts).slice(0, 19).replaceAll(/[:T]/g, '-');
    try {
      await make(path.join(folder, `plumbline-${stamp}.db`), theStation, true);
    } catch (error) {
      againDueMs = timers.nowMs() + againAfterMs;
      alarms.raise('backUpFailed', null, `The backup to ${folder} failed: ${(error as Error).message}`);
      return;
    }
    alarms.clear('backUpFailed', null);
    for (const old of backUpsBeyond(db, keep)) {
      await rm(old.path, { force: true });
      markBackUpDeleted(db, old.backUpId, isoNow(parts));
      record.add(
        'backUpDeleted',
        `${old.path} was deleted: the newest ${keep} backups are kept.`,
        theStation,
      );
    }
  }

  function look(): void {
    const { folder, schedule, keep } = settings().backUps;
    if (folder === null) {
      alarms.clear('backUpFailed', null);
      alarms.clear('backUpOverdue', null);
      return;
    }
    const nowMs = wallClockMs();
    const last = lastGoodBackUp(db);
    const lastMs = last === null ? null : Date.parse(last.startedAt);
    const dueMs = newestDueMs(schedule, lastMs, nowMs);
    const sinceMs = lastMs === null ? openedMs : (dueMs ?? nowMs);
    if (dueMs === null) alarms.clear('backUpOverdue', null);
    else if (nowMs - sinceMs > graceMs(schedule) && !isPresent('backUpOverdue')) {
      const since = last === null ? 'No backup was made yet.' : `The last one was made ${last.startedAt}.`;
      alarms.raise('backUpOverdue', null, `The backup to ${folder} is overdue. ${since}`);
    }
    if (dueMs === null || working !== null || timers.nowMs() < againDueMs) return;
    working = makeScheduled(folder, keep)
      .catch((error: Error) => record.add('upkeepFailed', `Backups failed: ${error.message}`, theStation))
      .finally(() => (working = null));
  }

  function isPresent(kind: 'backUpOverdue'): boolean {
    return alarms.list().some((one) => one.kind === kind && one.causePresent);
  }

  function wholePath(target: string): string {
    if (path.isAbsolute(target)) return path.resolve(target);
    throw new CallFailure('refused', `${target} is no whole path; give it from the root or drive on.`);
  }

  return {
    calls: {
      async backUp({ path: wished }, { user }) {
        const target = wholePath(wished);
        try {
          return await make(target, user, false);
        } catch (error) {
          if (error instanceof CallFailure) throw error;
          throw new CallFailure('refused', (error as Error).message);
        }
      },
      listBackUps: () => listBackUps(db, listed),
      async lookAtBackUp({ path: wished }) {
        const backUp = await checkBackUp(launch, wholePath(wished));
        const newer = statement<{ n: number }>(
          db,
          'SELECT count(*) AS n FROM inspections WHERE createdAt > ?',
        ).get(backUp.newestAt ?? '');
        const entriesLost = Math.max(0, auditHead(db).entry - backUp.head.entry);
        return { backUp, inspectionsLost: newer?.n ?? 0, entriesLost };
      },
      async restoreBackUp({ path: wished }, { user }) {
        const file = wholePath(wished);
        const { head } = await checkBackUp(launch, file);
        audit.tell({ by: user, action: 'restored', record: file, new: { ordered: true, head } });
        orderRestore(home, { backUp: file, by: user });
        onRestore();
        return null;
      },
    },
    tick() {
      if (timers.nowMs() < lookDueMs) return;
      lookDueMs = timers.nowMs() + lookEveryMs;
      look();
    },
    async close() {
      await working;
    },
  };
}
