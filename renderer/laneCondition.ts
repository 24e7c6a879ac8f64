import type { Inspection } from '../electron/common/inspection.ts';
import type { LaneState } from '../electron/common/stationState.ts';

/** Whether a lane gives verdicts at the moment and, if not, why: the most basic reason first. */
export const laneConditions = [
  'inspecting',
  'waiting',
  'starting',
  'stopped',
  'sourceMissing',
  'restarting',
  'refused',
  'blocked',
] as const;
export type LaneCondition = (typeof laneConditions)[number];

export function laneCondition(lane: LaneState, newest: Inspection | null): LaneCondition {
  const { source, inference } = lane;
  if (source.state === 'stopped') return 'stopped';
  if (inference.phase === 'refused') return 'refused';
  if (source.state === 'missing') return 'sourceMissing';
  if (inference.phase === 'restarting') return 'restarting';
  if (inference.phase !== 'ready' || source.state === 'starting') return 'starting';
  if (lane.blocked) return 'blocked';
  return newest === null ? 'waiting' : 'inspecting';
}

/** Conditions in which parts go by without being inspected, though a person wants them to be. */
export const faultConditions: ReadonlySet<LaneCondition> = new Set([
  'sourceMissing',
  'restarting',
  'refused',
  'blocked',
]);
