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
 * stand one after the other, unless they would be more than 512; there is no mixture of the whole. Heads that need what is not
 * there are left out.
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
      outputsOfTheWhole(
        network.build(cutTiles(image, plan), places && placesInGraph(image, plan, places)),
        plan,
      ),
  };
}

type OfTheWhole<Output> = (output: Output, plan: TilePlan) => Output | undefined;
const stitchAll: OfTheWhole<readonly Value[]> = (values, plan) => values.map((value) => stitch(value, plan));
const inARow: OfTheWhole<Value> = (value, plan) => {
  const size = staticSize('tiledNetwork', value.shape, 1) * tileCount(plan);
  return size > mostLatents ? undefined : reshape(perImage(value, plan), ['N', size]);
};
const leftOut: OfTheWhole<Value> = () => undefined;

const ofTheWhole: { readonly [Name in keyof NetworkOutputs]: OfTheWhole<NetworkOutputs[Name]> } = {
  reconstruction: stitch,
  latentMean: inARow,
  latentLogVariance: inARow,
  imageFeatures: stitchAll,
  reconstructionFeatures: stitchAll,
  anomalyLogit: stitch,
  // One mixture over tiles of all places: how dense one lies says little of the image.
  mixtureSample: leftOut,
  mixtureMembership: leftOut,
};

function outputsOfTheWhole(outputs: Partial<NetworkOutputs>, plan: TilePlan): Partial<NetworkOutputs> {
  const entries = Object.entries(outputs).map(([name, output]) => {
    const make = ofTheWhole[name as keyof NetworkOutputs] as OfTheWhole<unknown>;
    return [name, make(output, plan)] as const;
  });
  return Object.fromEntries(entries.filter(([, output]) => output !== undefined));
}
