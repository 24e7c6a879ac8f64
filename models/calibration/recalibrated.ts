import type { BundleContent } from '../bundle.ts';
import { bundleId, imagesSha256 } from '../bundleId.ts';
import { outputNamesOf } from '../graph/keepOutputs.ts';
import { type HeadName, headNames, tensorNames } from '../manifest.ts';
import type { HandLimits } from './calibrateByHand.ts';
import { calibrateHeads } from './calibrateHeads.ts';
import { describeCalibration } from './describeCalibration.ts';
import type { LeftOut, UntouchedImages } from './untouchedImages.ts';

/** How the limit of a bundle is set anew. */
export interface RecalibrationRules {
  readonly bundle: BundleContent;
  /** Head in force from now on; default: as before. */
  readonly head?: HeadName | undefined;
  /** As `calibrate` takes them. */
  readonly targetOverkill?: number | undefined;
  readonly reviewOverkill?: number | undefined;
  readonly allowEstimate?: boolean | undefined;
  /** Limits set by a person instead. */
  readonly byHand?: HandLimits | undefined;
  readonly createdAt: Date;
}

/** What the bundle says of untouched images, each list in their order. */
export interface JudgedImages {
  readonly goodScores: (head: HeadName) => number[];
  readonly badScores: (head: HeadName) => number[];
  /** Where the map of the head in force peaks on good images; undefined: the model scales its map itself. */
  readonly pixelLimit: number | undefined;
  /** Some of the good ones were chosen by what was said of them. */
  readonly relabelled: boolean;
}

export interface Recalibrated {
  readonly content: BundleContent;
  /** What the calibration says, in a few sentences. */
  readonly calibration: string;
  readonly leftOut: readonly LeftOut[];
  /** Sentence why nobody can tell whether the images taught the bundle; null: none of them did. */
  readonly doubt: string | null;
}

/**
 * The same model with limits from scores that it gave to untouched images, under a new calibration id and bundle id.
 * @throws RangeError, a sentence, as `calibrate` does.
 */
export function recalibrated(
  { bundle, ...rules }: RecalibrationRules & { readonly head: HeadName },
  untouched: UntouchedImages<{ readonly sha256: string }>,
  judged: JudgedImages,
): Recalibrated {
  const { manifest } = bundle;
  const { head, targetOverkill, reviewOverkill, allowEstimate, byHand, createdAt } = rules;
  const { calibration, heads } = calibrateHeads({
    ...{ head, targetOverkill, reviewOverkill, allowEstimate, byHand, createdAt },
    ...judged,
    names: headsOf(bundle),
    dataSha256: imagesSha256(untouched.goods.map(({ sha256 }) => sha256)),
  });
  const content = {
    ...bundle,
    manifest: {
      ...manifest,
      id: bundleId({ ...manifest, calibration }),
      createdAt: createdAt.toISOString(),
      heads,
      calibration,
      recalibratedFrom: { bundle: manifest.id, calibration: manifest.calibration.id },
    },
  };
  const doubt = untouched.proven
    ? null
    : 'The bundle does not say which images taught it: what is told of the limit is true only if none of these did.';
  return { content, calibration: describeCalibration(calibration), leftOut: untouched.leftOut, doubt };
}

export const headsOf = ({ manifest }: Pick<BundleContent, 'manifest'>): HeadName[] =>
  headNames.filter((name) => name in manifest.heads);

/** @throws RangeError when the bundle has no such head, or no map of it. */
export function requireHead(bundle: BundleContent, head: HeadName): void {
  const { manifest, model } = bundle;
  if (manifest.heads[head] === undefined) {
    throw new RangeError(`The bundle has no head ${head}; it has ${headsOf(bundle).join(', ')}.`);
  }
  if (head === manifest.calibration.head || outputNamesOf(model).includes(tensorNames.map(head))) return;
  throw new RangeError(
    `The bundle draws only the map of ${manifest.calibration.head}, so ${head} cannot be put in force; teach again to have both.`,
  );
}
