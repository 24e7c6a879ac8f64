import type { PixelMeasures } from '../../models/evaluation/pixelTally.ts';
import type { HeadName, Manifest } from '../../models/manifest.ts';
import type { HeadScores } from '../../electron/node/evaluate/evaluation.ts';
import type { Half } from './halves.ts';

/** Everything measured with one taught bundle; kept as JSON, so that figures can be made of it later. */
export interface QualityRun {
  readonly set: string;
  readonly seed: number;
  /** Arguments of `teach` beside folders and seed. */
  readonly teachArguments: readonly string[];
  readonly manifest: Pick<Manifest, 'id' | 'preprocessing' | 'heads' | 'calibration' | 'fusion' | 'teaching'>;
  /** Raw scores of the test images of the halves that were asked for. */
  readonly images: readonly TestedImage[];
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
  /** Where the maps of the heads lie on the masks, over all images judged. */
  readonly pixels: Readonly<Partial<Record<HeadName, PixelMeasures>>>;
  readonly heldOut: HeldOut;
}

export interface TestedImage {
  readonly file: string;
  readonly kind: string;
  readonly half: Half;
  readonly scores: HeadScores;
}

/** Of the good images that set the limit, which nothing before had seen. */
export interface HeldOut {
  /** Raw scores of the images, and of synthetic anomalies made of them. */
  readonly goods: readonly HeadScores[];
  readonly anomalies: readonly { readonly kind: string; readonly scores: HeadScores }[];
  /** Mean squared error per sample, 0..1; null when the network does not reconstruct. */
  readonly reconstructionError: number | null;
  /** The same when the mean of the images that taught is taken for the reconstruction. */
  readonly meanImageError: number;
}

export const scoresOf = (images: readonly { readonly scores: HeadScores }[], head: HeadName): number[] =>
  images.map(({ scores }) => scores[head] ?? NaN);
