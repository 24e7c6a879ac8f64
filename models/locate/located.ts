/** Where a part was found relative to the region drawn, in camera pixels. */
export interface Located {
  /** To the right and down. */
  readonly dx: number;
  readonly dy: number;
  /** Clockwise; 0 unless turning is searched. */
  readonly angleDegrees: number;
  /** How far the corner of the region that moved most has moved. */
  readonly movedPx: number;
  /** Zero-normalised cross-correlation with the template, -1..1. */
  readonly match: number;
}
