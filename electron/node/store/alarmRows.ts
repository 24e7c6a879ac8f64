import type { Alarm, AlarmTransition } from '../../common/alarm.ts';
import type { StoredAlarmState } from '../../common/alarmStates.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

export type AlarmRow = Omit<Alarm, 'state'> & { readonly state: StoredAlarmState };
type Row = Omit<AlarmRow, 'causePresent' | 'shelving'> & {
  readonly causePresent: 0 | 1;
  readonly shelvedBy: string | null;
  readonly shelvedUntil: string | null;
};
const columns =
  'alarmId, kind, folderId, state, message, raisedAt, occurrences, causePresent, shelvedBy, shelvedUntil';

/** Writes an alarm as it is now; `normal` ends it. */
export function saveAlarm(db: StationDatabase, alarm: AlarmRow): void {
  changeOne(
    db,
    `Alarm ${alarm.kind}`,
    `INSERT INTO alarms (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (alarmId) DO UPDATE
      SET state = excluded.state, message = excluded.message, occurrences = excluded.occurrences,
        causePresent = excluded.causePresent, shelvedBy = excluded.shelvedBy, shelvedUntil = excluded.shelvedUntil`,
    ...[alarm.alarmId, alarm.kind, alarm.folderId, alarm.state, alarm.message, alarm.raisedAt],
    ...[alarm.occurrences, alarm.causePresent ? 1 : 0],
    ...[alarm.shelving?.by ?? null, alarm.shelving?.until ?? null],
  );
}

/** Those not back to normal, oldest first. */
export function activeAlarms(db: StationDatabase): AlarmRow[] {
  return statement<Row>(db, `SELECT ${columns} FROM alarms WHERE state <> 'normal' ORDER BY alarmId`)
    .all()
    .map(({ causePresent, shelvedBy, shelvedUntil, ...rest }) => ({
      ...rest,
      causePresent: causePresent === 1,
      shelving: shelvedBy === null || shelvedUntil === null ? null : { by: shelvedBy, until: shelvedUntil },
    }));
}

const historyColumns = 'alarmId, kind, folderId, at, step, state, "by", message, until';

export function insertAlarmTransition(db: StationDatabase, one: Omit<AlarmTransition, 'entry'>): void {
  changeOne(
    db,
    `Step of alarm ${one.kind}`,
    `INSERT INTO alarmHistory (${historyColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[one.alarmId, one.kind, one.folderId, one.at, one.step, one.state, one.by, one.message, one.until],
  );
}

export interface AlarmHistoryFilter {
  readonly kind?: AlarmTransition['kind'] | undefined;
  readonly step?: AlarmTransition['step'] | undefined;
  readonly beforeEntry?: number | undefined;
  readonly limit: number;
}

/** Newest first. */
export function listAlarmHistory(db: StationDatabase, filter: AlarmHistoryFilter): AlarmTransition[] {
  const conditions = [
    ...(filter.kind === undefined ? [] : [{ sql: 'kind = ?', value: filter.kind }]),
    ...(filter.step === undefined ? [] : [{ sql: 'step = ?', value: filter.step }]),
    ...(filter.beforeEntry === undefined ? [] : [{ sql: 'entry < ?', value: filter.beforeEntry }]),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  return statement<AlarmTransition>(
    db,
    `SELECT entry, ${historyColumns} FROM alarmHistory${where} ORDER BY entry DESC LIMIT ?`,
  ).all(...conditions.map(({ value }) => value), filter.limit);
}
