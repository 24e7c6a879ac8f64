import { type Layouts, type NetworkPart, networkParts } from './networkParts.ts';
import { type Weights, namedWeights } from './weights.ts';

/** A network after a step. */
export interface Checkpoint {
  readonly step: number;
  /** Moving averages of all parameters, flat. */
  readonly averages: Readonly<Record<NetworkPart, Float32Array>>;
  /** What is not learned but belongs to the network, by the names of `keptNames`. */
  readonly kept: Weights;
}

/** All that inspection needs of a checkpoint, by name. */
export function checkpointWeights({ averages, kept }: Checkpoint, layouts: Layouts): Weights {
  const named = networkParts.map((part) => namedWeights(layouts[part], averages[part]));
  return Object.assign({}, kept, ...named) as Weights;
}
