import type { Graph, Value } from '../graph/graph.ts';
import { type Dimension } from '../graph/shape.ts';
import { add, mul } from '../ops/elementwise.ts';
import { concat, reshape, slice } from '../ops/layout.ts';
import { type TensorData, float32Tensor } from '../session.ts';
import type { NetworkSize } from './networkSize.ts';

/** Where a tile lies, told to a network that sees an image in tiles: what is good at one place is not at another. */
export interface Place {
  /** [N, 2]: middle of the tile across and down the whole, -1..1. */
  readonly at: Value;
  /** [N, C, H, W]: logit of the mean good image there. */
  readonly meanLogit: Value;
}

/** The places of a plan, one after the other. */
export interface Places {
  readonly at: readonly (readonly [number, number])[];
  /** [channels, height, width] each. */
  readonly meanLogits: readonly Float32Array[];
}

/** A batch of images and which place each is of. */
export interface PlacedBatch {
  readonly places: Places;
  readonly ofImages: readonly number[];
}

const inputNames = { at: 'place.at', meanLogit: 'place.meanLogit' } as const;

/** Inputs of a graph for the places of its batch; undefined for a network that sees whole images. */
export function placeInputs(graph: Graph, size: NetworkSize, batch: Dimension): Place | undefined {
  if (!size.placed) return undefined;
  return {
    at: graph.input(inputNames.at, [batch, 2]),
    meanLogit: graph.input(inputNames.meanLogit, [batch, size.channels, size.height, size.width]),
  };
}

/** What to feed to `placeInputs`. */
export function placeFeeds(
  { channels, height, width }: NetworkSize,
  { places, ofImages }: PlacedBatch,
): Record<string, TensorData> {
  const pixels = channels * height * width;
  const at = new Float32Array(2 * ofImages.length);
  const meanLogits = new Float32Array(pixels * ofImages.length);
  ofImages.forEach((place, index) => {
    at.set(places.at[place]!, 2 * index);
    meanLogits.set(places.meanLogits[place]!, pixels * index);
  });
  return {
    [inputNames.at]: float32Tensor([ofImages.length, 2], at),
    [inputNames.meanLogit]: float32Tensor([ofImages.length, channels, height, width], meanLogits),
  };
}

/** image [N, C, H, W] with two planes of its coordinates beside, constant over a tile: [N, C + 2, H, W]. */
export function withCoordinates(image: Value, { at }: Place): Value {
  const nothing = mul(slice(image, [{ axis: 1, start: 0, end: 1 }]), 0);
  return concat([image, add(nothing, reshape(at, [image.shape[0] ?? 1, 2, 1, 1]))], 1);
}
