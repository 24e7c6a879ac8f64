import type { Value } from '../graph/graph.ts';

/** What the network says about a batch of images; everything a head may look at. */
export interface HeadInputs {
  /** [N, C, H, W], 0..1. */
  readonly image: Value;
  /** [N, C, H, W], 0..1. */
  readonly reconstruction: Value;
  /** [N, latentSize]. */
  readonly latentMean: Value;
  /** [N, latentSize]. */
  readonly latentLogVariance: Value;
  /** Discriminator features of the image, finest layer first, each [N, Cl, Hl, Wl]. */
  readonly imageFeatures: readonly Value[];
  /** The same features of the reconstruction. */
  readonly reconstructionFeatures: readonly Value[];
}

export interface HeadOutputs {
  /** [N], raw, higher is worse. */
  readonly score: Value;
  /** [N, 1, H, W], evidence per pixel, >= 0, higher is worse; not smoothed, any unit. */
  readonly map: Value;
}

/** Appends the nodes of a head to the graph of its inputs. */
export type HeadBuilder = (inputs: HeadInputs) => HeadOutputs;

/** What `observe` gave for the good images: one row per image. */
export interface Observation {
  readonly images: number;
  /** Shape of one row. */
  readonly shape: readonly number[];
  /** images x shape, row after row. */
  readonly data: Float32Array;
}

/**
 * One way to turn image, reconstruction, latents and features into a score. A head knows no product: whatever is
 * particular to one comes from its good images, through `observe` and `fit`.
 */
export interface HeadDefinition {
  /** Quantities of each good image that `fit` needs, as values [N, ...]; none for heads without statistics. */
  readonly observe: (inputs: HeadInputs) => Readonly<Record<string, Value>>;
  /** Statistics of the good images, bound into a builder; deterministic. */
  readonly fit: (observations: Readonly<Record<string, Observation>>) => HeadBuilder;
}

/** A head that needs no statistics of good images. */
export function fixedHead(build: HeadBuilder): HeadDefinition {
  return { observe: () => ({}), fit: () => build };
}

/** The observation of that name. @throws TypeError when `observe` was not run for it. */
export function observed(observations: Readonly<Record<string, Observation>>, name: string): Observation {
  const observation = observations[name];
  if (!observation || observation.images === 0) {
    throw new TypeError(
      `The good images have no observation "${name}"; there is ${Object.keys(observations)}.`,
    );
  }
  return observation;
}
