import type { Alarm } from '../../common/alarm.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

export type AlarmRow = Omit<Alarm, 'state' | 'action'> & { readonly state: Alarm['state'] | 'normal' };
const columns = 'alarmId, kind, folderId, state, message, raisedAt, occurrences';

/** Writes an alarm as it is now; `normal` ends it. */
export function saveAlarm(db: StationDatabase, alarm: AlarmRow): void {
  changeOne(
    db,
    `Alarm ${alarm.kind}`,
    `INSERT INTO alarms (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (alarmId) DO UPDATE
      SET state = excluded.state, message = excluded.message, occurrences = excluded.occurrences`,
    ...[alarm.alarmId, alarm.kind, alarm.folderId, alarm.state, alarm.message, alarm.raisedAt],
    alarm.occurrences,
  );
}

/** Those not back to normal, oldest first. */
export function activeAlarms(db: StationDatabase): AlarmRow[] {
  return statement<AlarmRow>(
    db,
    `SELECT ${columns} FROM alarms WHERE state <> 'normal' ORDER BY alarmId`,
  ).all();
}
