import type { ImageShape } from '../networks/augment.ts';
import type { Random } from '../random.ts';
import type { CellGrid } from './cellGrid.ts';
import type { GoodVariation } from './goodVariation.ts';
import type { Placement } from './placement.ts';

/** What an anomaly is drawn from. Images are planes of 0..1, [channels * height * width], and never written. */
export interface Scene {
  /** The good image that gets the anomaly. */
  readonly image: Float32Array;
  /** A good image to take texture from: another one or the same. */
  readonly source: Float32Array;
  readonly shape: ImageShape;
  readonly random: Random;
  /** Contrast of the image. */
  readonly grid: CellGrid;
  readonly place: Placement;
  readonly variation: GoodVariation | undefined;
}

/** Changes `target`, a copy of the scene's image, where the anomaly is. Values may leave 0..1: they are clipped after. */
export type DrawAnomaly = (target: Float32Array, scene: Scene) => void;

/** Shortest side of an image, in pixels: sizes of anomalies are shares of it. */
export const shortSide = ({ width, height }: ImageShape): number => Math.min(width, height);

/** Log-uniform in [least, most): every order of magnitude is as likely. */
export const logBetween = (random: Random, least: number, most: number): number =>
  least * (most / least) ** random.uniform();

/** Log-uniform from `leastPx` to `share` of the short side (a third unless told), in pixels. */
export function drawSize({ shape, random }: Scene, leastPx: number, share = 1 / 3): number {
  return logBetween(random, leastPx, Math.max(leastPx * 1.5, share * shortSide(shape)));
}

/** Either sign, equally likely. */
export const eitherSign = (random: Random): number => (random.uniform() < 0.5 ? -1 : 1);
