import type { Value } from '../graph/graph.ts';

/** What a network says about a batch of images; one that was taught elsewhere may lack some of it. */
export interface NetworkOutputs {
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
  /** [N, 1, H, W]: logit of each pixel being anomalous, by a network that compares image and reconstruction. */
  readonly anomalyLogit: Value;
  /** [N, K]: a few numbers about latent and reconstruction in which good images lie densely (DAGMM). */
  readonly mixtureSample: Value;
  /** [N, M]: how far each of M Gaussians accounts for the sample, adds up to 1. */
  readonly mixtureMembership: Value;
}
export type NetworkOutput = keyof NetworkOutputs;

/**
 * Everything a head may look at: the image, [N, C, H, W] in 0..1, the outputs of the network that it needs, and those it uses
 * where the network gives them.
 */
export type HeadInputs<Needed extends NetworkOutput = NetworkOutput, Used extends NetworkOutput = Needed> = {
  readonly image: Value;
} & Readonly<Pick<NetworkOutputs, Needed>> &
  Readonly<Partial<Pick<NetworkOutputs, Used>>>;

export interface HeadOutputs {
  /** [N], raw, higher is worse. */
  readonly score: Value;
  /** [N, 1, H, W], evidence per pixel, >= 0, higher is worse; not smoothed, any unit. */
  readonly map: Value;
}

/** Appends the nodes of a head to the graph of its inputs. */
export type HeadBuilder<Needed extends NetworkOutput = NetworkOutput, Used extends NetworkOutput = Needed> = (
  inputs: HeadInputs<Needed, Used>,
) => HeadOutputs;

/** Part of the image that goes into the network, as shares of its sides, 0..1. */
export interface ImagePart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What an engineer may choose about heads; they default to what suits any product. */
export interface HeadOptions {
  /** Where `histogram` looks; default: the whole image. */
  readonly histogramPart?: ImagePart;
}

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
export interface HeadDefinition<
  Needed extends NetworkOutput = NetworkOutput,
  Used extends NetworkOutput = Needed,
> {
  /** Outputs of the network it looks at; left out of a bundle whose network lacks one. */
  readonly needs: readonly Needed[];
  /** Outputs it looks at as well where the network gives them. */
  readonly uses?: readonly Used[];
  /** Small quantities `fit` needs from each good image, as values [N, ...]; all rows are kept. */
  readonly observe?: (
    inputs: HeadInputs<Needed, Used>,
    options?: HeadOptions,
  ) => Readonly<Record<string, Value>>;
  /** Quantities of any size, as values [N, ...], of which `fit` needs only the mean over the good images. */
  readonly average?: (inputs: HeadInputs<Needed>) => Readonly<Record<string, Value>>;
  /** Statistics of the good images, bound into a builder; deterministic. */
  readonly fit: (goods: GoodImages, options?: HeadOptions) => HeadBuilder<Needed, Used>;
}

/** A head that needs no statistics of good images. */
export function fixedHead<Needed extends NetworkOutput>(
  needs: readonly Needed[],
  build: HeadBuilder<Needed>,
): HeadDefinition<Needed> {
  return { needs, fit: () => build };
}

/** Whether a network gives all that a head needs. */
export function canJudge<Inputs extends Partial<NetworkOutputs>>(
  head: HeadDefinition,
  outputs: Inputs,
): outputs is Inputs & NetworkOutputs {
  return head.needs.every((name) => outputs[name] !== undefined);
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
