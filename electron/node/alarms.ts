import type { Alarm, AlarmKind } from '../common/alarm.ts';
import { CallFailure } from '../common/callFailure.ts';
import type { AlarmId, FolderId } from '../common/inspection.ts';
import { activeAlarms, saveAlarm, type AlarmRow } from './store/alarmRows.ts';
import type { StationDatabase } from './store/db.ts';
import { isStoreTrouble } from './store/storeError.ts';
import { timeOrderedId } from './timeOrderedId.ts';

/** What the operator does about each. `passing` ones tell of something that happened; they return by themselves. */
const kinds: Readonly<Record<AlarmKind, { action: string; passing?: boolean }>> = {
  sourceSilent: { action: 'Check the camera, its trigger and its cable.' },
  sourceGone: { action: 'Check the network, the drive and the name of the watched folder.' },
  queueGrowing: { action: 'Slow the camera down, or let the station judge on a faster provider.' },
  imageOverwritten: {
    action: 'Have the camera number its files, or export more slowly. The part was not inspected.',
    passing: true,
  },
  numberGap: {
    action: 'Look for the missing images at the camera; those parts were not inspected.',
    passing: true,
  },
  providerFallback: {
    action: 'Call an engineer: check the driver, or choose another provider in the settings.',
  },
  inferenceFailing: { action: 'Wait for the restart. If it comes again, call an engineer.' },
  bundleRefused: { action: 'Put another recipe in force, or teach the product again.' },
  moveFailed: {
    action: 'Check that the station may write in the watched folder and that the disk has room.',
  },
  pictureFailed: { action: 'Check that the disk of the station has room. Verdicts and the log go on.' },
  diskLow: { action: 'Free disk space, or keep pictures for fewer days.' },
  storeFailed: {
    action: 'Free disk space on the disk of the station. No image is lost; they wait in the folder.',
  },
};

/** A passing alarm is back to normal after this long without another occurrence. */
const passesAfterMs = 60_000;

/** ISA-18.2 alarms; one of a kind and folder at a time. Acknowledging never clears the cause. */
export interface Alarms {
  raise(kind: AlarmKind, folderId: FolderId | null, message: string): void;
  /** The cause is gone. Without effect when there was no alarm. */
  clear(kind: AlarmKind, folderId: FolderId | null): void;
  /** The folder is not watched any more. */
  clearFolder(folderId: FolderId): void;
  acknowledge(alarmId: AlarmId): Alarm;
  /** Those not back to normal; the newest first. */
  list(): Alarm[];
  /** Called every second or so. */
  tick(): void;
}

export interface AlarmsOptions {
  readonly db: StationDatabase;
  readonly wallClockMs: () => number;
  readonly onChange: () => void;
  /** For the station's record. */
  readonly onStep: (step: 'raised' | 'returned', alarm: Alarm) => void;
}

export function createAlarms({ db, wallClockMs, onChange, onStep }: AlarmsOptions): Alarms {
  const active = new Map<string, AlarmRow & { lastMs: number }>();
  const unsaved = new Map<AlarmId, AlarmRow>();
  const keyOf = (kind: AlarmKind, folderId: FolderId | null) => `${kind} ${folderId ?? ''}`;

  // Whether a cause of the last run still holds is found out again; what nobody acknowledged stays to be seen.
  for (const row of activeAlarms(db)) {
    const state = row.state === 'acknowledged' ? 'normal' : 'returnedUnacknowledged';
    if (state !== 'normal')
      active.set(keyOf(row.kind, row.folderId), { ...row, state, lastMs: wallClockMs() });
    save({ ...row, state });
  }

  function save(row: AlarmRow): void {
    unsaved.set(row.alarmId, row);
    try {
      for (const one of unsaved.values()) {
        saveAlarm(db, one);
        unsaved.delete(one.alarmId);
      }
    } catch (error) {
      // Alarms must show above all when nothing can be written; the next tick tries again.
      if (!isStoreTrouble(error)) throw error;
    }
  }

  function set(row: AlarmRow & { lastMs: number }): void {
    const key = keyOf(row.kind, row.folderId);
    if (row.state === 'normal') active.delete(key);
    else active.set(key, row);
    save(row);
    onChange();
  }

  function returned(row: AlarmRow & { lastMs: number }): void {
    if (row.state === 'returnedUnacknowledged') return;
    set({ ...row, state: row.state === 'acknowledged' ? 'normal' : 'returnedUnacknowledged' });
    onStep('returned', asAlarm(row));
  }

  return {
    raise(kind, folderId, message) {
      const lastMs = wallClockMs();
      const before = active.get(keyOf(kind, folderId));
      if (before === undefined) {
        const alarmId = timeOrderedId<AlarmId>(lastMs);
        const raisedAt = new Date(lastMs).toISOString();
        const row = { ...{ alarmId, kind, folderId, message, raisedAt, lastMs }, occurrences: 1 } as const;
        set({ ...row, state: 'unacknowledged' });
        onStep('raised', asAlarm({ ...row, state: 'unacknowledged' }));
        return;
      }
      const comesBack = before.state === 'returnedUnacknowledged' || kinds[kind].passing === true;
      const state = comesBack ? 'unacknowledged' : before.state;
      set({ ...before, message, lastMs, state, occurrences: before.occurrences + 1 });
    },
    clear(kind, folderId) {
      const row = active.get(keyOf(kind, folderId));
      if (row !== undefined) returned(row);
    },
    clearFolder(folderId) {
      for (const row of active.values()) if (row.folderId === folderId) set({ ...row, state: 'normal' });
    },
    acknowledge(alarmId) {
      const row = [...active.values()].find((one) => one.alarmId === alarmId);
      if (row === undefined) throw new CallFailure('notFound', 'This alarm is not active any more.');
      set({ ...row, state: row.state === 'returnedUnacknowledged' ? 'normal' : 'acknowledged' });
      return asAlarm(row);
    },
    list: () =>
      [...active.values()].sort((a, b) => (a.alarmId < b.alarmId ? 1 : -1)).map((row) => asAlarm(row)),
    tick() {
      const nowMs = wallClockMs();
      for (const row of active.values()) {
        if (kinds[row.kind].passing === true && nowMs - row.lastMs >= passesAfterMs) returned(row);
      }
      const [first] = unsaved.values();
      if (first !== undefined) save(first);
    },
  };
}

function asAlarm({ alarmId, kind, folderId, state, message, raisedAt, occurrences }: AlarmRow): Alarm {
  if (state === 'normal') throw new Error(`Alarm ${alarmId} is back to normal and not shown.`);
  return { alarmId, kind, folderId, state, message, action: kinds[kind].action, raisedAt, occurrences };
}
