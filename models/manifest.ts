import * as v from 'valibot';

/** Names of the scoring heads a bundle may carry, spelled as in the manifest, the log and the screen. */
export const headNames = ['mae', 'mse', 'ssim', 'learnedSimilarity', 'latentDistance'] as const;
export type HeadName = (typeof headNames)[number];

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positiveInteger = v.pipe(v.number(), v.integer(), v.minValue(1));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in lower-case hex'));

/**
 * Rectangle in camera pixels, origin top left, tied to the camera image size it was drawn on.
 * x + width <= imageWidth and y + height <= imageHeight.
 */
export const Region = v.pipe(
  v.strictObject({
    x: count,
    y: count,
    width: positiveInteger,
    height: positiveInteger,
    imageWidth: positiveInteger,
    imageHeight: positiveInteger,
  }),
  v.check(
    (region) =>
      region.x + region.width <= region.imageWidth && region.y + region.height <= region.imageHeight,
    'the region reaches past the camera image it was drawn on',
  ),
);
export type Region = v.InferOutput<typeof Region>;

/**
 * Everything that changes pixels between the decoded camera image and the network, in this order:
 * crop to `region` (null: whole image, any size), convert to `channels`, resize to width x height with
 * `kernel` (filling them: teaching chose them after the region's aspect ratio), scale to 0..1 by `bitDepth` or,
 * without one, by the depth the file declares.
 */
export const Preprocessing = v.strictObject({
  region: v.nullable(Region),
  /** A camera image of another size: refuse it, or scale the region with it. */
  otherSizes: v.picklist(['refuse', 'scaleRegion']),
  channels: v.picklist([1, 3]),
  width: positiveInteger,
  height: positiveInteger,
  kernel: v.picklist(['lanczos3', 'cubic', 'linear']),
  /** Bits a sample really has when the files do not say so (10, 12 or 14 in 16); absent: as each file says. */
  bitDepth: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(16))),
});
export type Preprocessing = v.InferOutput<typeof Preprocessing>;

/** How one head scores the held-out good images (raw scores, higher is worse). */
export const HeadStatistics = v.strictObject({
  count: positiveInteger,
  minimum: finite,
  median: finite,
  maximum: finite,
  mean: finite,
  standardDeviation: finite,
  /** Limit this head would have, were it in force. */
  limit: finite,
});
export type HeadStatistics = v.InferOutput<typeof HeadStatistics>;

export const Calibration = v.strictObject({
  id: v.string(),
  createdAt: v.string(),
  head: v.picklist(headNames),
  /** Raw score; an image fails when its score is above it. */
  limit: finite,
  /** 1-based rank, from the smallest, of the calibration score the limit was set at. */
  rank: positiveInteger,
  goods: positiveInteger,
  /** Expected share of good parts rejected, 0..1: (goods + 1 - rank) / (goods + 1). */
  expectedOverkill: finite,
  /** One-sided 95 % upper bound of the share of good parts rejected, 0..1. */
  overkillBound: finite,
});
export type Calibration = v.InferOutput<typeof Calibration>;

/** A reference image (camera file kept byte for byte) with the scores it had when the bundle was written. */
export const Reference = v.strictObject({
  file: v.pipe(v.string(), v.regex(/^references\/[^/\\]+$/, 'expected a file directly inside references/')),
  sha256,
  scores: v.record(v.string(), finite),
});
export type Reference = v.InferOutput<typeof Reference>;

export const manifestFormat = 1;

/** `model.json` of a bundle. */
export const Manifest = v.strictObject({
  format: v.literal(manifestFormat),
  id: v.string(),
  product: v.string(),
  createdAt: v.string(),
  /** 'demo' marks everything judged with this bundle as a demonstration. */
  purpose: v.picklist(['production', 'demo']),
  preprocessing: Preprocessing,
  preprocessingSha256: sha256,
  modelSha256: sha256,
  latentSize: positiveInteger,
  heads: v.record(v.picklist(headNames), HeadStatistics),
  calibration: Calibration,
  /** Largest relative difference of a replayed reference score that is still the same model. */
  replayTolerance: finite,
  references: v.pipe(v.array(Reference), v.minLength(1)),
  teaching: v.strictObject({
    seed: count,
    steps: count,
    /** Plans that a timed run gave up: up to step `until` the learning rate counted on `total` steps. */
    replans: v.exactOptional(v.array(v.strictObject({ until: positiveInteger, total: positiveInteger }))),
    seconds: finite,
    minutes: v.nullable(finite),
    trained: count,
    heldOut: count,
    calibrated: count,
    /** SHA-256 over the sorted SHA-256s of all good images used. */
    dataSha256: sha256,
    skipped: v.array(v.strictObject({ file: v.string(), reason: v.string() })),
    provider: v.string(),
    versions: v.record(v.string(), v.string()),
  }),
});
export type Manifest = v.InferOutput<typeof Manifest>;

/** Names of the inputs and outputs of `model.onnx`; float32, N is the free batch dimension. */
export const tensorNames = {
  /** [N, channels, height, width], 0..1 */
  image: 'image',
  /** [N, channels, height, width], 0..1 */
  reconstruction: 'reconstruction',
  /** [N, latentSize] */
  latentMean: 'latentMean',
  /** [N, latentSize] */
  latentLogVariance: 'latentLogVariance',
  /** [N, height, width]: evidence of the head in force divided by its limit; 1 is where a pixel reaches the limit. */
  anomalyMap: 'anomalyMap',
  /** [N] raw score of one head, higher is worse. */
  score: (head: HeadName): string => `score_${head}`,
} as const;
