import type { Alarm } from '../electron/common/alarm.ts';
import type { FolderId, Inspection } from '../electron/common/inspection.ts';
import type { LaneState } from '../electron/common/stationState.ts';

/** Whether a lane gives verdicts at the moment and, if not, why: the most basic reason first. */
export const laneConditions = [
  'inspecting',
  'waiting',
  'silent',
  'starting',
  'stopped',
  'sourceMissing',
  'restarting',
  'refused',
  'blocked',
] as const;
export type LaneCondition = (typeof laneConditions)[number];

/** Whether no image has come for longer than the recipe lets pass: the newest verdict is not the present any more. */
export function isSilent(alarms: readonly Alarm[], folderId: FolderId): boolean {
  return alarms.some((one) => one.kind === 'sourceSilent' && one.folderId === folderId && one.causePresent);
}

export function laneCondition(lane: LaneState, newest: Inspection | null, silent = false): LaneCondition {
  const { source, inference } = lane;
  if (source.state === 'stopped') return 'stopped';
  if (inference.phase === 'refused') return 'refused';
  if (source.state === 'missing') return 'sourceMissing';
  if (inference.phase === 'restarting') return 'restarting';
  if (inference.phase !== 'ready' || source.state === 'starting') return 'starting';
  if (lane.blocked) return 'blocked';
  if (newest === null) return 'waiting';
  return silent ? 'silent' : 'inspecting';
}

/** Conditions in which parts go by without being inspected, though a person wants them to be. */
export const faultConditions: ReadonlySet<LaneCondition> = new Set([
  'sourceMissing',
  'restarting',
  'refused',
  'blocked',
]);
