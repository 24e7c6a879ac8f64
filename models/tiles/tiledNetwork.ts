import type { Value } from '../graph/graph.ts';
import type { NetworkOutputs } from '../heads/head.ts';
import type { InspectionNetwork } from '../inspectionGraph.ts';
import { staticSize } from '../graph/shape.ts';
import { reshape } from '../ops/layout.ts';
import type { TileNetwork } from '../taughtNetwork.ts';
import { cutTiles, perImage } from './cutTiles.ts';
import { type PlanPlaces, placesInGraph } from './planPlaces.ts';
import { stitch } from './stitch.ts';
import { type TilePlan, tileCount } from './tilePlan.ts';

/** Most latents of the whole: their covariance is estimated from good images and stored. */
const mostLatents = 512;

/**
 * A network of tiles as one of the whole: cuts the image into overlapping tiles, runs the network once on all of them as one
 * batch, and stitches reconstruction, features and evidence, so that every head sees the whole. The latents of the tiles
 * stand one after the other; where they would be more than 512 there are none, and the heads that need them are left out.
 * @param places that a network taught on tiles is told; default: it is not
 */
export function tiledNetwork(network: TileNetwork, plan: TilePlan, places?: PlanPlaces): InspectionNetwork {
  const { tile, whole } = plan;
  if (network.width !== tile.width || network.height !== tile.height) {
    throw new RangeError(
      `tiledNetwork: the plan has tiles of ${tile.width}x${tile.height}, the network takes ${network.width}x${network.height}.`,
    );
  }
  if (tileCount(plan) === 1) return { ...network, build: (image) => network.build(image) };
  return {
    ...whole,
    channels: network.channels,
    build: (image) =>
      ofTheWhole(network.build(cutTiles(image, plan), places && placesInGraph(image, plan, places)), plan),
  };
}

type Outputs = Partial<NetworkOutputs>;

function ofTheWhole(outputs: Outputs, plan: TilePlan): Outputs {
  const whole = Object.entries(outputs).map(([name, output]: [string, Value | readonly Value[]]) => [
    name,
    'graph' in output ? valueOfTheWhole(output, plan) : output.map((value) => stitch(value, plan)),
  ]);
  return Object.fromEntries(whole.filter(([, output]) => output !== null)) as Outputs;
}

function valueOfTheWhole(value: Value, plan: TilePlan): Value | null {
  if (value.shape.length === 4) return stitch(value, plan);
  const size = staticSize('tiledNetwork', value.shape, 1) * tileCount(plan);
  return size > mostLatents ? null : reshape(perImage(value, plan), ['N', size]);
}
