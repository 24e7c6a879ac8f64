import type { Value } from '../graph/graph.ts';
import { meanLogits } from '../networks/meanLogits.ts';
import type { Place, Places } from '../networks/place.ts';
import { add, mul } from '../ops/elementwise.ts';
import { reshape } from '../ops/layout.ts';
import { reduceMean } from '../ops/reduce.ts';
import { cutTiles, perTile } from './cutTiles.ts';
import { tileOf } from './tileTraining.ts';
import { type TilePlan, tileCorners, tileCount } from './tilePlan.ts';

/** What a network that sees tiles is told of every place of a plan. */
export interface PlanPlaces extends Places {
  /** Logit of the mean of the good images that teach, [channels, whole height, whole width]. */
  readonly wholeMeanLogit: Float32Array;
}

/** @param images that teach, [channels, whole height, whole width] each */
export function planPlaces(plan: TilePlan, images: readonly Float32Array[]): PlanPlaces {
  const wholeMeanLogit = meanLogits(images);
  const corners = tileCorners(plan);
  return {
    wholeMeanLogit,
    at: corners.map(({ x, y }) => [
      middle(x, plan.tile.width, plan.whole.width),
      middle(y, plan.tile.height, plan.whole.height),
    ]),
    meanLogits: corners.map((corner) => tileOf(wholeMeanLogit, plan, corner)),
  };
}

/** Places of the tiles of whole images [N, C, H, W], in the order of `cutTiles`. */
export function placesInGraph(whole: Value, plan: TilePlan, places: PlanPlaces): Place {
  const { graph, shape } = whole;
  const [n = 'N', ...rest] = shape;
  const mean = graph.initializer('placeMeanLogit', [1, ...rest.map(Number)], places.wholeMeanLogit);
  const nothing = mul(reduceMean(whole, { axes: [1, 2, 3] }), 0);
  const at = graph.constant(places.at.flat(), 'float32', [1, tileCount(plan), 2]);
  return {
    meanLogit: cutTiles(add(mul(whole, 0), mean), plan),
    at: perTile(add(reshape(nothing, [n, 1, 1]), at)),
  };
}

function middle(start: number, side: number, length: number): number {
  return (2 * start + side) / length - 1;
}
