import * as v from 'valibot';

/** Names of the scoring heads a bundle may carry, spelled as in the manifest, the log and the screen. */
export const headNames = [
  'mae',
  'mse',
  'ssim',
  'msSsim',
  'gradientSimilarity',
  'learnedSimilarity',
  'latentDistance',
  'energy',
  'featureDistance',
  'gradientFeatures',
  'learnedDifference',
  'histogram',
  'classifier',
  'fused',
] as const;
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

const templateSide = v.pipe(v.number(), v.integer(), v.minValue(4), v.maxValue(1024), v.multipleOf(4));

/** How the part is found about its region before that is cropped. */
export const Locate = v.strictObject({
  /** How far it may have moved to each side, as a share of the region's shorter side. */
  margin: v.pipe(v.number(), v.minValue(0.005), v.maxValue(0.5)),
  /** How far it may have turned to each side; 0: turning is a defect, or nothing that happens. */
  rotationDegrees: v.pipe(v.number(), v.minValue(0), v.maxValue(45)),
  /** Mean of good parts over the region. */
  template: v.pipe(
    v.strictObject({
      width: templateSide,
      height: templateSide,
      /** width x height grey bytes row by row, darkest 0, brightest 255, in base64. */
      pixels: v.pipe(v.string(), v.base64()),
    }),
    v.check(
      ({ width, height, pixels }) => pixels.length === 4 * Math.ceil((width * height) / 3),
      'the template has not width x height pixels',
    ),
  ),
});
export type Locate = v.InferOutput<typeof Locate>;

const ascending = v.pipe(
  v.array(count),
  v.minLength(1),
  v.check((starts) => starts.every((start, i) => start > (starts[i - 1] ?? -1)), 'expected ascending places'),
);

/** Overlapping tiles that the network sees one by one. */
export const Tiles = v.strictObject({
  width: positiveInteger,
  height: positiveInteger,
  /** Where they begin in the resized region; every column has the same rows. */
  lefts: ascending,
  tops: ascending,
});
export type Tiles = v.InferOutput<typeof Tiles>;

const shareOfSide = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A rectangle of the inspected region that is not judged, as shares of the region's sides, origin top left. */
export const Ignored = v.pipe(
  v.strictObject({
    x: shareOfSide,
    y: shareOfSide,
    width: v.pipe(shareOfSide, v.gtValue(0)),
    height: v.pipe(shareOfSide, v.gtValue(0)),
    /** What is laid over it, 0 dark to 1 bright: what good images show there on average, so that no edge stands out. */
    grey: shareOfSide,
  }),
  v.check(
    // Shares made from whole pixels may add up to a little more than 1.
    ({ x, y, width, height }) => x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9,
    'what is ignored reaches past the region',
  ),
);
export type Ignored = v.InferOutput<typeof Ignored>;

/**
 * Everything that changes pixels between the decoded camera image and the network, in this order:
 * find the part (`locate`; absent: it lies where the region was drawn), crop to `region`, moved and turned along (null:
 * whole image, any size), convert to `channels`, lay a grey over what is `ignored`, resize to width x height with
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
  locate: v.exactOptional(Locate),
  /** Places that do not count: the network never sees them and no map shows anything there. Absent: there are none. */
  ignored: v.exactOptional(v.pipe(v.array(Ignored), v.minLength(1), v.maxLength(50))),
  /** Cut inside the model's graph; absent: the network sees the region in one piece. */
  tiles: v.exactOptional(Tiles),
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

/** What good images say about finding the part; in a bundle whose preprocessing locates. */
export const Locating = v.strictObject({
  /** A worse match is no part of this product: the image fails. */
  leastMatch: finite,
  /** `movedPx` of the good images that calibrate, with the largest as limit: told beside the verdict, not deciding it. */
  moved: HeadStatistics,
});
export type Locating = v.InferOutput<typeof Locating>;

/** What bad images that chose nothing (no head, weight or limit) show at the limit. */
export const Escapes = v.strictObject({
  bads: count,
  /** Of these, those that pass; what is left for review has not passed. */
  passed: count,
  /** One-sided 95 % upper bound of the share of bad parts that pass, 0..1 (Clopper and Pearson). */
  upperBound: finite,
});
export type Escapes = v.InferOutput<typeof Escapes>;

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const calibrationEntries = {
  id: v.string(),
  createdAt: v.string(),
  head: v.picklist(headNames),
  /** Raw score; an image fails when its score is above it. */
  limit: finite,
  /** Lower limit: an image above it that does not fail is left to a person's review. Absent: none is. */
  reviewLimit: v.exactOptional(finite),
  /** Calibration images. */
  goods: positiveInteger,
  /** What the engineer asked for: largest share of good parts rejected, and those not passed, 0..1. */
  targetOverkill: v.exactOptional(share),
  reviewOverkill: v.exactOptional(share),
  /** Absent: no bad images were shown. */
  escapes: v.exactOptional(Escapes),
  /** SHA-256 over the sorted SHA-256s of the calibration images. */
  dataSha256: v.exactOptional(sha256),
  /** Smoothed evidence that the map of the head in force draws as 1. Absent: the model scales its map itself. */
  pixelLimit: v.exactOptional(v.pipe(finite, v.gtValue(0))),
};

/**
 * Proven by images that nothing before the limit has seen: the limit is the score of one of them, its rank chosen
 * without looking at the scores. Bundles written before there were estimates say neither kind nor method.
 */
export const ExactCalibration = v.strictObject({
  ...calibrationEntries,
  kind: v.exactOptional(v.literal('exact')),
  method: v.exactOptional(v.literal('orderStatistic')),
  /** 1-based rank, from the smallest, of the calibration score the limit was set at. */
  rank: positiveInteger,
  /** Expected share of good parts rejected, 0..1: (goods + 1 - rank) / (goods + 1). */
  expectedOverkill: finite,
  /** One-sided 95 % upper bound of the share of good parts rejected, 0..1. */
  overkillBound: finite,
});
export type ExactCalibration = v.InferOutput<typeof ExactCalibration>;

export const estimateMethods = ['kFold', 'paretoTail', 'byHand', 'relabelled'] as const;

/**
 * kFold: rank among scores that several models gave, each to the images it was not taught from; paretoTail: a model
 * of the tail of the scores; byHand: set by a person who saw the scores; relabelled: some images were chosen by what the
 * station or a person said of them. None of them is a promise.
 */
export const EstimatedCalibration = v.strictObject({
  ...calibrationEntries,
  kind: v.literal('estimate'),
  method: v.picklist(estimateMethods),
  /** Share of good parts that the method expects to be rejected, 0..1. */
  expectedOverkill: finite,
  /** kFold: how many models scored. */
  folds: v.exactOptional(positiveInteger),
});
export type EstimatedCalibration = v.InferOutput<typeof EstimatedCalibration>;

export const Calibration = v.union([EstimatedCalibration, ExactCalibration]);
export type Calibration = v.InferOutput<typeof Calibration>;

/** What `fused` makes of one head. */
export const FusedHeadRecord = v.strictObject({
  /** Share in the fused evidence, 0..1. */
  weight: finite,
  /** AUROC of synthetic anomalies against held-out good images, mean over the kinds of anomaly. */
  syntheticAuroc: finite,
  /** AUROC of the labelled bad images against held-out good ones. */
  badAuroc: v.exactOptional(finite),
  /** Why it has no weight, a sentence. */
  leftOut: v.exactOptional(v.string()),
});
export type FusedHeadRecord = v.InferOutput<typeof FusedHeadRecord>;

/** How `fused` came about. */
export const FusionRecord = v.strictObject({
  /** Good images were judged by heads fitted on those of the other folds. */
  folds: positiveInteger,
  /** Good images that training did not see. */
  goods: count,
  anomalies: count,
  /** Labelled bad images. */
  bads: count,
  heads: v.record(v.picklist(headNames), FusedHeadRecord),
});
export type FusionRecord = v.InferOutput<typeof FusionRecord>;

/** How good a classifier is, by leaving one image out at a time. */
export const ClassifierRecord = v.strictObject({
  /** Good images that it was taught on, unseen by the network. */
  goods: positiveInteger,
  /** Labelled bad images. */
  bads: positiveInteger,
  auroc: finite,
  /** AUROC of `fused` on the same images, without having seen a labelled one. */
  fusedAuroc: finite,
  /** Bad images called good, and good images called bad. */
  missed: count,
  rejected: count,
  /** Why the bundle has no classifier all the same, a sentence. */
  refused: v.exactOptional(v.string()),
});
export type ClassifierRecord = v.InferOutput<typeof ClassifierRecord>;

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
  /** Absent: the network, made elsewhere, has no latent. */
  latentSize: v.exactOptional(positiveInteger),
  heads: v.record(v.picklist(headNames), HeadStatistics),
  calibration: Calibration,
  /** Absent: no head combines the others. */
  fusion: v.exactOptional(FusionRecord),
  /** Absent: too few labelled bad images for a classifier. */
  classifier: v.exactOptional(ClassifierRecord),
  locating: v.exactOptional(Locating),
  /** Largest relative difference of a replayed reference score that is still the same model. */
  replayTolerance: finite,
  references: v.pipe(v.array(Reference), v.minLength(1)),
  /** Ids of what was recalibrated to this bundle, without teaching again. */
  recalibratedFrom: v.exactOptional(v.strictObject({ bundle: v.string(), calibration: v.string() })),
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
    /** SHA-256 of every image by what it did, so that none of them is taken for an untouched one later. */
    imageSha256s: v.exactOptional(
      v.strictObject({
        teach: v.array(sha256),
        select: v.array(sha256),
        calibrate: v.array(sha256),
        /** Bad images that had a part in choosing heads or weights. */
        bad: v.exactOptional(v.array(sha256)),
      }),
    ),
    /** Where `histogram` looks, as shares of the sides of the input. Absent: everywhere. */
    histogramPart: v.exactOptional(v.strictObject({ x: finite, y: finite, width: finite, height: finite })),
    skipped: v.array(v.strictObject({ file: v.string(), reason: v.string() })),
    provider: v.string(),
    versions: v.record(v.string(), v.string()),
    /** Only of a network made elsewhere: its files, and what was recognised in them, a sentence each. */
    imported: v.exactOptional(
      v.strictObject({
        files: v.array(v.strictObject({ file: v.string(), sha256 })),
        recognised: v.array(v.string()),
      }),
    ),
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
  /**
   * [N, height, width]: evidence of the head in force divided by its limit; 1 is where a pixel reaches the limit. Only in
   * models without a `map` of every head.
   */
  anomalyMap: 'anomalyMap',
  /** [N, height, width]: smoothed evidence of one head, unscaled; `pixelLimit` of its calibration is drawn as 1. */
  map: (head: HeadName): string => `map_${head}`,
  /** [N] raw score of one head, higher is worse. */
  score: (head: HeadName): string => `score_${head}`,
} as const;
