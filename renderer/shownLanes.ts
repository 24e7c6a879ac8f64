import type { LaneState, StationState } from '../electron/common/stationState.ts';

/** Lanes of the live screen: a stopped demo makes room; production comes before the demo. */
export function shownLanes({ lanes, demo }: Pick<StationState, 'lanes' | 'demo'>): readonly LaneState[] {
  const production = lanes.filter((lane) => !lane.simulated);
  return demo === 'running' ? [...production, ...lanes.filter((lane) => lane.simulated)] : production;
}
