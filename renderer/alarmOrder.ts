import type { Alarm, AlarmKind, AlarmState } from '../electron/common/alarm.ts';

export type AlarmPriority = 'urgent' | 'attention';

/** urgent: parts go by uninspected or unrecorded; attention: they are inspected, but something needs a person soon. */
export const alarmPriority: Readonly<Record<AlarmKind, AlarmPriority>> = {
  sourceSilent: 'attention',
  sourceGone: 'urgent',
  queueGrowing: 'attention',
  imageOverwritten: 'urgent',
  numberGap: 'attention',
  providerFallback: 'attention',
  inferenceFailing: 'urgent',
  bundleRefused: 'urgent',
  moveFailed: 'attention',
  pictureFailed: 'attention',
  diskLow: 'attention',
  storeFailed: 'urgent',
};

const stateRank: Readonly<Record<AlarmState, number>> = {
  unacknowledged: 0,
  acknowledged: 1,
  returnedUnacknowledged: 2,
};

/** The one to see to first comes first: unacknowledged, then urgent, then the newest. */
export function orderAlarms(alarms: readonly Alarm[]): Alarm[] {
  const rank = (alarm: Alarm) =>
    stateRank[alarm.state] * 2 + (alarmPriority[alarm.kind] === 'urgent' ? 0 : 1);
  return [...alarms].sort((a, b) => rank(a) - rank(b) || b.raisedAt.localeCompare(a.raisedAt));
}
