import type { NetworkPart } from './networkParts.ts';
import type { Weights } from './weights.ts';

/** A network after a step. */
export interface Checkpoint {
  readonly step: number;
  /** Moving averages of all parameters, flat. */
  readonly averages: Readonly<Record<NetworkPart, Float32Array>>;
  /** By the names of `errorMomentNames`. */
  readonly errorMoments: Weights;
}
