import type { HeadFigures } from '../../../models/evaluation/headFigures.ts';
import type { PixelMeasures } from '../../../models/evaluation/pixelTally.ts';
import type { Calibration, HeadName } from '../../../models/manifest.ts';
import type { Verdict } from '../../common/verdict.ts';
import type { Provider } from '../../../models/session.ts';

export type HeadScores = Readonly<Partial<Record<HeadName, number>>>;

export interface EvaluatedHead extends HeadFigures {
  /** Where its map lies; null without usable masks, or when the model draws no map of it. */
  readonly pixels: PixelMeasures | null;
}

/** One test image judged. */
export interface ScoredImage {
  readonly file: string;
  readonly kind: string;
  readonly verdict: Exclude<Verdict, 'unreadable'>;
  /** Raw, higher is worse. */
  readonly scores: HeadScores;
  /** The part was not found near its place: it fails whatever its scores. Absent: it was, or the bundle does not locate. */
  readonly notFound?: boolean;
}

/** What `evaluate` prints; depends on bundle, images and provider alone. */
export interface Evaluation {
  readonly bundle: { readonly id: string; readonly product: string; readonly createdAt: string };
  readonly provider: Provider;
  /** In force. */
  readonly head: HeadName;
  readonly limit: number;
  readonly calibration: Calibration;
  readonly images: { readonly good: number; readonly bad: number; readonly unreadable: number };
  /**
   * Most good images that may be rejected before the calibration is in doubt, its 99 % prediction limit; null when the
   * calibration is an estimate and promises nothing.
   */
  readonly overkillAllowance: number | null;
  readonly heads: Readonly<Partial<Record<HeadName, EvaluatedHead>>>;
  /** Null when no masks were given. */
  readonly masks: {
    /** Bad images that entered the figures of the maps. */
    readonly used: number;
    /** Bad images without one; they are left out of those figures. */
    readonly missing: readonly string[];
    readonly unusable: readonly { readonly file: string; readonly reason: string }[];
    /** Mask files that belong to no image. */
    readonly stray: readonly string[];
  } | null;
  /** Images not inspected: counted as neither passed nor failed. */
  readonly unreadable: readonly { readonly file: string; readonly kind: string; readonly reason: string }[];
  readonly scores: readonly ScoredImage[];
}
