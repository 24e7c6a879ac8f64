import { alarmRule } from '../electron/common/alarm.ts';
import type { StationState } from '../electron/common/stationState.ts';
import { faultConditions, isSilent, laneCondition } from './laneCondition.ts';
import { shownLanes } from './shownLanes.ts';

/** State of the whole station as it is seen from two metres, the one that needs somebody most first. */
export const andonStates = [
  'fault',
  'failsRunning',
  'challengeDue',
  'stopped',
  'starting',
  'waiting',
  'inspecting',
  'idle',
] as const;
export type AndonState = (typeof andonStates)[number];

/** idle: nothing is set up. */
export function andonOf(state: Pick<StationState, 'lanes' | 'demo' | 'alarms' | 'challenges'>): AndonState {
  const lanes = shownLanes(state);
  if (lanes.length === 0) return 'idle';
  const conditions = lanes.map((lane) =>
    laneCondition(lane, lane.latest, isSilent(state.alarms, lane.folderId)),
  );
  const alarms = state.alarms.filter(({ causePresent, state: step }) => causePresent && step !== 'shelved');
  const stopsAll = alarms.some(({ kind, folderId }) => folderId === null && alarmRule(kind).stopsInspecting);
  if (stopsAll || conditions.some((one) => faultConditions.has(one))) return 'fault';
  if (lanes.some(({ failRun }) => failRun !== null)) return 'failsRunning';
  const folders = new Set(lanes.map(({ folderId }) => folderId));
  const isDue = state.challenges.some(
    (one) => folders.has(one.folderId) && ['due', 'overdue', 'failed'].includes(one.state),
  );
  if (isDue) return 'challengeDue';
  if (conditions.every((one) => one === 'stopped')) return 'stopped';
  if (conditions.includes('inspecting')) return 'inspecting';
  return conditions.includes('starting') ? 'starting' : 'waiting';
}
