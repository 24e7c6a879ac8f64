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

/** Observations of all good images by name, and the mean over them of what `average` gave. */
export interface GoodImages {
  readonly observations: Readonly<Record<string, Observation>>;
  readonly averages: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly data: Float64Array }>
  >;
}

/**
 * One way to turn image, reconstruction, latents and features into a score. A head knows no product: whatever is
 * particular to one comes from its good images, through `observe`, `average` and `fit`.
 */
export interface HeadDefinition {
  /** Small quantities `fit` needs from each good image, as values [N, ...]; all rows are kept. */
  readonly observe?: (inputs: HeadInputs) => Readonly<Record<string, Value>>;
  /** Quantities of any size, as values [N, ...], of which `fit` needs only the mean over the good images. */
  readonly average?: (inputs: HeadInputs) => Readonly<Record<string, Value>>;
  /** Statistics of the good images, bound into a builder; deterministic. */
  readonly fit: (goods: GoodImages) => HeadBuilder;
}

/** A head that needs no statistics of good images. */
export function fixedHead(build: HeadBuilder): HeadDefinition {
  return { fit: () => build };
}

/** The entry of that name. @throws TypeError when the good images were not asked for it. */
export function named<T>(entries: Readonly<Record<string, T>>, name: string): T {
  const entry = entries[name];
  if (entry === undefined) {
    throw new TypeError(
      `The good images have no "${name}"; there is ${Object.keys(entries).join(', ') || 'nothing'}.`,
    );
  }
  return entry;
}
