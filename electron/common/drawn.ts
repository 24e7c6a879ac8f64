/**
 * Pictures of an inspection that are drawn when somebody looks closely, and not kept. region: the inspected part in the
 * camera's own pixels, 8 bit; reconstruction: what the network makes of it, upright, in the network's pixels;
 * difference: |image - reconstruction| there, mean over the channels.
 */
export const drawnKinds = ['region', 'reconstruction', 'difference'] as const;
export type DrawnKind = (typeof drawnKinds)[number];

/** Difference at which its picture is white, as a share of full brightness: fixed, never the image's own range. */
export const differenceFullScale = 0.5;

export interface DrawnInspection {
  /** Those that can be fetched now. */
  readonly drawn: readonly DrawnKind[];
  /** Sentence why others that were asked for cannot be drawn; null: all are there. */
  readonly reason: string | null;
}
