/** How good images differ from one another. Cells are those of `cellContrast`. */
export interface GoodVariation {
  /** Standard deviation over the images, mean over each cell's pixels and channels. */
  readonly spread: Float32Array;
  /** Contrast of the images' mean in each cell: high where the part's edges lie in every image. */
  readonly structure: Float32Array;
  /** Furthest turn from the common pose, in degrees; null when the images have none. */
  readonly rotationDegrees: number | null;
  /** Furthest shift from the common pose as a share of the short side; null when the images have none. */
  readonly shiftShare: number | null;
}
