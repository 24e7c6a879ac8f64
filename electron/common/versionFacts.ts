import type { HeadName, Ignored, Region } from '../../models/manifest.ts';
import type { Recipe } from './recipe.ts';

/** What the bundle of a version says of itself. */
export interface BundleFacts {
  readonly bundleId: string;
  readonly createdAt: string;
  readonly head: HeadName;
  readonly limit: number;
  readonly reviewLimit: number | null;
  readonly headLimits: Readonly<Partial<Record<HeadName, number>>>;
  readonly region: Region | null;
  readonly ignored: readonly Ignored[];
  readonly input: { readonly width: number; readonly height: number; readonly channels: 1 | 3 };
  readonly locates: boolean;
  /** Good images that taught it, and those that set the limit. */
  readonly taught: number;
  readonly calibratedOn: number;
  readonly minutes: number | null;
  readonly steps: number;
  /** exact: proven at 95 %; estimate: no promise. */
  readonly calibration: 'exact' | 'estimate';
  /** Shares of good parts, 0..1. */
  readonly expectedOverkill: number;
  /** Null: nothing is proven. */
  readonly overkillBound: number | null;
  /** Bad images that chose nothing; null: there were none. */
  readonly escapes: { readonly bads: number; readonly passed: number; readonly upperBound: number } | null;
  /** Images left out of teaching. */
  readonly leftOut: number;
  /** Id of the bundle that it was recalibrated from; null: it was taught. */
  readonly recalibratedFrom: string | null;
  /** Made by a network from elsewhere. */
  readonly imported: boolean;
  /** What the calibration says, in a few sentences. */
  readonly sentences: string;
}

/** A version of a recipe with its bundle's own words; null: the bundle is not in the home any more. */
export interface VersionFacts {
  readonly recipe: Recipe;
  readonly bundle: BundleFacts | null;
}
