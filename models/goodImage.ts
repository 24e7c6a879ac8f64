import type { Located } from './locate/located.ts';

/** A good image as teaching sees it. */
export interface GoodImage {
  /** Name the user knows it by. */
  readonly file: string;
  /** SHA-256 in hex of the camera file. */
  readonly sha256: string;
  /** Prepared, [channels, height, width] in 0..1. */
  readonly pixels: Float32Array;
  /** Where the part was found, when the preprocessing locates. */
  readonly located?: Located;
}
