/** A place of an image at which the evidence is highest around: where a defect lies. */
export interface DefectPlace {
  /** Share of the region's width and height, 0..1, from its left upper corner. */
  readonly x: number;
  readonly y: number;
  /** Of the anomaly map: 1 is where a pixel reaches the limit. */
  readonly evidence: number;
}
