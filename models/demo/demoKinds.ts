/** What the demo product can show. `good` is the only kind taught; the others are the anomalies. */
export const demoKinds = ['good', 'rotated', 'missing', 'scratched', 'stained', 'wrongPart'] as const;
export type DemoKind = (typeof demoKinds)[number];
export type DemoAnomaly = Exclude<DemoKind, 'good'>;

/** The anomaly kinds alone, in the order of `demoKinds`. */
export const demoAnomalies = demoKinds.filter((kind): kind is DemoAnomaly => kind !== 'good');

/** Other parts that get mixed into the bin: `wrongPart` draws one of them. */
export const wrongParts = ['short', 'long', 'panHead', 'countersunk', 'nut'] as const;
export type WrongPart = (typeof wrongParts)[number];

/**
 * Image size all lengths below refer to. Another size is drawn with every length multiplied by
 * min(width / 640, height / 512), the part centred and the carrier filling the rest.
 */
export const demoReferenceSize = { width: 640, height: 512 } as const;

/** How far good images differ from one another. Lengths in pixels at 640x512. */
export const goodVariation = {
  rotationDegrees: 2,
  shiftPixels: 4,
  brightness: { least: 0.7, most: 1.3 },
  /** Turn of the part about its own axis: the head sits in a nest, the thread starts anywhere. */
  rollDegrees: 6,
  /** Standard deviation of the sensor noise on a 0..1 scale: floor + share of the signal. */
  noise: { floor: 0.006, perSignal: 0.011 },
} as const;

/**
 * Magnitudes of the anomalies, fixed before any network was taught on them and not to be tuned to results.
 * Lengths in pixels at 640x512; contrasts as a share of full scale before the brightness factor.
 */
export const anomalyMagnitude = {
  rotated: { leastDegrees: 5, mostDegrees: 30 },
  scratched: { widthPixels: 2, leastLength: 45, mostLength: 110, contrast: 0.3 },
  stained: { leastRadius: 12, mostRadius: 26, leastDarkness: 0.45, mostDarkness: 0.7, besidePartPixels: 120 },
  wrongPart: { shorterBy: 0.3, longerBy: 0.22 },
} as const;
