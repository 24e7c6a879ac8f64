import { alarmRule, type Alarm, type AlarmPriority } from '../electron/common/alarm.ts';
import type { AlarmState } from '../electron/common/alarmStates.ts';

const stateRank: Readonly<Record<AlarmState, number>> = {
  unacknowledged: 0,
  acknowledged: 1,
  returnedUnacknowledged: 2,
  shelved: 3,
};
const priorityRank: Readonly<Record<AlarmPriority, number>> = { urgent: 0, attention: 1, notice: 2 };

/** The one to see to first comes first: unacknowledged, then by priority, then the newest; shelved ones last. */
export function orderAlarms(alarms: readonly Alarm[]): Alarm[] {
  const rank = ({ state, kind }: Alarm) => stateRank[state] * 3 + priorityRank[alarmRule(kind).priority];
  return [...alarms].sort((a, b) => rank(a) - rank(b) || b.raisedAt.localeCompare(a.raisedAt));
}
