import { alarmRule, alarmRules, type Alarm, type AlarmKind } from '../common/alarm.ts';
import { alarmAfter, type AlarmStep } from '../common/alarmStates.ts';
import { CallFailure } from '../common/callFailure.ts';
import type { AlarmId, FolderId } from '../common/inspection.ts';
import { activeAlarms, insertAlarmTransition, saveAlarm, type AlarmRow } from './store/alarmRows.ts';
import { inTransaction, type StationDatabase } from './store/db.ts';
import { isStoreTrouble } from './store/storeError.ts';
import { timeOrderedId } from './timeOrderedId.ts';

/** A passing alarm is back to normal after this long without another occurrence. */
const passesAfterMs = 60_000;
/** Who takes a step that nobody asked for. */
const theStation = 'station';

/** Alarms by ISA-18.2; one of a kind and folder at a time. */
export interface Alarms {
  raise(kind: AlarmKind, folderId: FolderId | null, message: string): void;
  /** The cause is gone. Without effect when there was no alarm. */
  clear(kind: AlarmKind, folderId: FolderId | null): void;
  /** The folder is not watched any more. */
  clearFolder(folderId: FolderId): void;
  /** Never clears the cause. Throws a CallFailure when it is not present or cannot be acknowledged. */
  acknowledge(alarmId: AlarmId, by: string): Alarm;
  /** Out of sight until then (ms since 1970), or until somebody ends it. Throws as `acknowledge`. */
  shelve(alarmId: AlarmId, untilMs: number, by: string): Alarm;
  unshelve(alarmId: AlarmId, by: string): Alarm;
  /** Throws a CallFailure when it is back to normal. */
  find(alarmId: AlarmId): Alarm;
  /** Those not back to normal, shelved ones too; the newest first. */
  list(): Alarm[];
  /** Called every second or so. */
  tick(): void;
}

export interface AlarmsOptions {
  readonly db: StationDatabase;
  readonly wallClockMs: () => number;
  readonly onChange: () => void;
  /** A step that changed something, with the alarm afterwards. */
  readonly onStep: (step: AlarmStep, alarm: Pick<Alarm, 'kind' | 'message'>, by: string) => void;
}

type Present = AlarmRow & { readonly lastMs: number };

export function createAlarms({ db, wallClockMs, onChange, onStep }: AlarmsOptions): Alarms {
  const present = new Map<string, Present>();
  const unsaved: (() => void)[] = [];
  const keyOf = (kind: AlarmKind, folderId: FolderId | null) => `${kind} ${folderId ?? ''}`;

  // Whether a cause of the last run still holds is found out again; what nobody has seen, or shelved, stays.
  for (const row of activeAlarms(db)) {
    if (!(row.kind in alarmRules)) continue;
    present.set(keyOf(row.kind, row.folderId), { ...row, lastMs: wallClockMs() });
    clear(row.kind, row.folderId);
  }
  expireShelving();

  function save(row: AlarmRow, step: AlarmStep | null, by: string): void {
    const { alarmId, kind, folderId, state, message, shelving } = row;
    const at = new Date(wallClockMs()).toISOString();
    const until = step === 'shelved' ? (shelving?.until ?? null) : null;
    unsaved.push(() => {
      inTransaction(db, () => {
        saveAlarm(db, row);
        if (step === null) return;
        insertAlarmTransition(db, { alarmId, kind, folderId, at, step, state, by, message, until });
      });
    });
    saveWaiting();
  }

  /** Alarms must show above all when nothing can be written: it is tried again every second. */
  function saveWaiting(): void {
    try {
      for (let first = unsaved[0]; first !== undefined; first = unsaved[0]) {
        first();
        unsaved.shift();
      }
    } catch (error) {
      if (!isStoreTrouble(error)) throw error;
    }
  }

  /** Takes a step if it is possible; null when it is not. What it changed is kept and told. */
  function take(step: AlarmStep, before: Present, by: string): Present | null {
    const condition = alarmAfter(before, step);
    if (condition === null) return null;
    const shelving = condition.state === 'shelved' ? before.shelving : null;
    const after: Present = { ...before, ...condition, shelving };
    const key = keyOf(after.kind, after.folderId);
    if (after.state === 'normal') present.delete(key);
    else present.set(key, after);
    const changes =
      step === 'shelved' || before.state !== after.state || before.causePresent !== after.causePresent;
    save(after, changes ? step : null, by);
    if (changes) onStep(step, after, by);
    onChange();
    return after;
  }

  function clear(kind: AlarmKind, folderId: FolderId | null): void {
    const row = present.get(keyOf(kind, folderId));
    if (row?.causePresent === true) take('returned', row, theStation);
  }

  function find(alarmId: AlarmId): Present {
    const row = [...present.values()].find((one) => one.alarmId === alarmId);
    if (row === undefined) throw new CallFailure('notFound', 'This alarm is not active any more.');
    return row;
  }

  function takeAsked(step: AlarmStep, row: Present, by: string): Alarm {
    const after = take(step, row, by);
    if (after === null) {
      throw new CallFailure('refused', `This alarm is ${stateWords[row.state]}; it cannot be ${step} now.`);
    }
    return asAlarm(after.state === 'normal' ? { ...after, state: row.state } : after);
  }

  function expireShelving(): void {
    const now = new Date(wallClockMs()).toISOString();
    for (const row of [...present.values()]) {
      if (row.shelving !== null && row.shelving.until <= now) take('unshelved', row, theStation);
    }
  }

  return {
    raise(kind, folderId, message) {
      const lastMs = wallClockMs();
      const before = present.get(keyOf(kind, folderId));
      if (before !== undefined) {
        const step = alarmRule(kind).passing ? 'recurred' : 'raised';
        take(step, { ...before, message, lastMs, occurrences: before.occurrences + 1 }, theStation);
        return;
      }
      const normal = { state: 'normal', causePresent: false, shelving: null, occurrences: 1 } as const;
      const alarmId = timeOrderedId<AlarmId>(lastMs);
      const raisedAt = new Date(lastMs).toISOString();
      take('raised', { ...normal, alarmId, kind, folderId, message, raisedAt, lastMs }, theStation);
    },
    clear,
    clearFolder(folderId) {
      for (const row of [...present.values()]) {
        if (row.folderId === folderId) take('withdrawn', row, theStation);
      }
    },
    acknowledge: (alarmId, by) => takeAsked('acknowledged', find(alarmId), by),
    shelve(alarmId, untilMs, by) {
      const shelving = { by, until: new Date(untilMs).toISOString() };
      return takeAsked('shelved', { ...find(alarmId), shelving }, by);
    },
    unshelve: (alarmId, by) => takeAsked('unshelved', find(alarmId), by),
    find: (alarmId) => asAlarm(find(alarmId)),
    list: () =>
      [...present.values()].sort((a, b) => (a.alarmId < b.alarmId ? 1 : -1)).map((row) => asAlarm(row)),
    tick() {
      const nowMs = wallClockMs();
      expireShelving();
      for (const row of [...present.values()]) {
        const passes = alarmRule(row.kind).passing && row.causePresent;
        if (passes && nowMs - row.lastMs >= passesAfterMs) take('returned', row, theStation);
      }
      saveWaiting();
    },
  };
}

const stateWords: Readonly<Record<AlarmRow['state'], string>> = {
  normal: 'back to normal',
  unacknowledged: 'not acknowledged',
  acknowledged: 'acknowledged already',
  returnedUnacknowledged: 'gone, but not acknowledged',
  shelved: 'shelved',
};

function asAlarm(row: AlarmRow): Alarm {
  const { alarmId, kind, folderId, state, causePresent, message, raisedAt, occurrences, shelving } = row;
  if (state === 'normal') throw new Error(`Alarm ${alarmId} is back to normal and not shown.`);
  return { alarmId, kind, folderId, state, causePresent, message, raisedAt, occurrences, shelving };
}
