import { evidenceAt } from '../../models/fusion/evidenceCurve.ts';
import { fitFusion } from '../../models/fusion/fitFusion.ts';
import type { FusedHead, Fusion } from '../../models/fusion/fusion.ts';
import { type OwnHeadName, heads, ownHeadNames } from '../../models/heads/heads.ts';
import type { HeadScores } from '../../electron/node/evaluate/evaluation.ts';
import { type HeldOut, type QualityRun, scoresOf } from './qualityRun.ts';

/** `all`: every head; `withoutNetwork`: those that look at the image alone. */
export type Refit = 'all' | 'withoutNetwork';

/**
 * `fused` fitted anew from the heads named, on the good images that set the limit and synthetic anomalies of them: all
 * of them unseen by network and heads, so that fits with and without some heads compare. Not the `fused` of the bundle,
 * which knows nothing of these images. Null when none of the heads is there, or tells anything.
 */
export function refit({ goods, anomalies }: HeldOut, names: readonly OwnHeadName[]): Fusion | null {
  const present = names.filter((name) => goods[0]?.[name] !== undefined);
  if (present.length === 0 || anomalies.length === 0) return null;
  const measured = (images: readonly { readonly scores: HeadScores }[]) =>
    Object.fromEntries(
      present.map((name) => [name, { scores: scoresOf(images, name), peaks: images.map(() => 1) }]),
    );
  return fitFusion({
    select: measured(goods.map((scores) => ({ scores }))),
    teach: {},
    anomalies: measured(anomalies),
    kinds: anomalies.map(({ kind }) => kind),
    bads: {},
  }).fusion;
}

/** Score of an image by a refitted fusion. */
export function refitScore(fusion: Fusion, scores: HeadScores): number {
  return (Object.entries(fusion) as [OwnHeadName, FusedHead][]).reduce(
    (sum, [name, { weight, curve }]) => sum + weight * evidenceAt(curve, scores[name] ?? NaN),
    0,
  );
}

/** The fits that every summary shows. */
export function refits({ heldOut }: QualityRun): Readonly<Record<Refit, Fusion | null>> {
  return {
    all: refit(heldOut, ownHeadNames),
    withoutNetwork: refit(
      heldOut,
      ownHeadNames.filter((name) => heads[name].needs.length === 0),
    ),
  };
}
