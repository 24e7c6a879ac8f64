import { goodKind } from '../../electron/node/evaluate/testSet.ts';
import { auroc } from '../../models/evaluation/auroc.ts';
import type { Fusion } from '../../models/fusion/fusion.ts';
import { type OwnHeadName, heads, ownHeadNames } from '../../models/heads/heads.ts';
import type { QualityRun } from './qualityRun.ts';
import { refit, refitScore } from './refits.ts';

/** AUROC of refitted fusions on the test images of one run. */
export interface Ablation {
  /** With every head. */
  readonly all: number;
  /** With every head but this one. */
  readonly without: Readonly<Partial<Record<OwnHeadName, number>>>;
  /** With the heads that look at the image alone, and with the others; null when there are none. */
  readonly withoutNetwork: number | null;
  readonly networkOnly: number | null;
}

/** What each head buys: the fusion is fitted anew without it, so that the others may take its place. */
export function ablate({ heldOut, images }: QualityRun): Ablation {
  const present = ownHeadNames.filter((name) => heldOut.goods[0]?.[name] !== undefined);
  const aurocOf = (fusion: Fusion | null): number | null => {
    if (fusion === null) return null;
    const scores = (good: boolean): number[] =>
      images
        .filter(({ kind }) => (kind === goodKind) === good)
        .map((image) => refitScore(fusion, image.scores));
    return auroc(scores(true), scores(false));
  };
  const of = (names: readonly OwnHeadName[]): number | null => aurocOf(refit(heldOut, names));
  const needsNetwork = (name: OwnHeadName): boolean => heads[name].needs.length > 0;
  return {
    all: of(present) ?? NaN,
    without: Object.fromEntries(
      present.map((head) => [head, of(present.filter((name) => name !== head)) ?? NaN]),
    ),
    withoutNetwork: of(present.filter((name) => !needsNetwork(name))),
    networkOnly: of(present.filter(needsNetwork)),
  };
}
