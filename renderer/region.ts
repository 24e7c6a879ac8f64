import type { Inspection } from '../electron/common/inspection.ts';
import type { LaneState, RecipeInForce } from '../electron/common/stationState.ts';

export type Region = NonNullable<NonNullable<RecipeInForce['bundle']>['region']>;

/**
 * Region an inspection was judged in: null is the whole image, undefined means that no lane has its bundle
 * in force any more, so that a map cannot be placed on the camera image.
 */
export function regionOf(inspection: Inspection, lanes: readonly LaneState[]): Region | null | undefined {
  const bundles = lanes.map((lane) => lane.recipe.bundle);
  return bundles.find((bundle) => bundle?.bundleId === inspection.bundleId)?.region;
}
