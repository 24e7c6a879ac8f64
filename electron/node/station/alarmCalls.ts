import { alarmRule, type Alarm, type ShelveTime } from '../../common/alarm.ts';
import { CallFailure } from '../../common/callFailure.ts';
import type { Caller, Settings, StationHandlers } from '../../common/contract.ts';
import { mayAct, type Role } from '../../common/role.ts';
import { shiftEnd } from '../lane/shift.ts';
import { listAlarmHistory } from '../store/alarmRows.ts';
import type { StationParts } from './stationParts.ts';

type AlarmCalls = Pick<
  StationHandlers,
  'acknowledgeAlarm' | 'shelveAlarm' | 'unshelveAlarm' | 'listAlarmHistory'
>;

export function alarmCalls(parts: StationParts): AlarmCalls {
  const { db, alarms, audit, settings, wallClockMs } = parts;
  return {
    acknowledgeAlarm({ alarmId }, caller) {
      const { kind } = alarms.find(alarmId);
      requireRole(caller, alarmRule(kind).acknowledgedBy, 'Acknowledging');
      const { message } = alarms.acknowledge(alarmId, caller.user);
      audit.tell({ by: caller.user, action: 'alarmAcknowledged', record: message });
      return null;
    },
    shelveAlarm({ alarmId, time }, caller) {
      const before = alarms.find(alarmId);
      requireShelvable(before, caller);
      const { message, shelving } = alarms.shelve(
        alarmId,
        shelvedUntilMs(time, wallClockMs(), settings()),
        caller.user,
      );
      audit.tell({
        by: caller.user,
        action: 'alarmShelved',
        record: message,
        new: { until: shelving?.until },
      });
      return null;
    },
    unshelveAlarm({ alarmId }, caller) {
      requireShelvable(alarms.find(alarmId), caller);
      const { message } = alarms.unshelve(alarmId, caller.user);
      audit.tell({ by: caller.user, action: 'alarmUnshelved', record: message });
      return null;
    },
    listAlarmHistory({ limit, ...filter }) {
      const found = listAlarmHistory(db, { ...filter, limit: limit + 1 });
      return { transitions: found.slice(0, limit), more: found.length > limit };
    },
  };
}

function requireShelvable({ kind, message }: Alarm, caller: Caller): void {
  const { shelvedBy } = alarmRule(kind);
  if (shelvedBy === null) {
    throw new CallFailure('refused', `This alarm cannot be shelved, it must stay in sight: ${message}`);
  }
  requireRole(caller, shelvedBy, 'Shelving');
}

function requireRole({ user, role }: Caller, needed: Role, what: string): void {
  if (mayAct(role, needed)) return;
  throw new CallFailure('notAllowed', `${what} this alarm needs the role ${needed}; ${user} is ${role}.`);
}

/** Milliseconds since 1970. */
export function shelvedUntilMs(
  time: ShelveTime,
  nowMs: number,
  { shiftStartHours }: Pick<Settings, 'shiftStartHours'>,
): number {
  const ends: Readonly<Record<ShelveTime, number>> = {
    tenMinutes: nowMs + 600_000,
    hour: nowMs + 3_600_000,
    shift: shiftEnd(nowMs, shiftStartHours).getTime(),
  };
  return ends[time];
}
