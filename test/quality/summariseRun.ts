import { goodKind } from '../../electron/node/evaluate/testSet.ts';
import { auroc } from '../../models/evaluation/auroc.ts';
import { betaBinomialQuantile } from '../../models/evaluation/betaBinomialQuantile.ts';
import { errorsAtLimit } from '../../models/evaluation/errorsAtLimit.ts';
import type { Share } from '../../models/evaluation/share.ts';
import { type HeadName, headNames } from '../../models/manifest.ts';
import type { Half } from './halves.ts';
import { type QualityRun, type TestedImage, scoresOf } from './qualityRun.ts';
import { type Refit, refitScore, refits } from './refits.ts';

export const parts = ['A', 'B', 'both'] as const;
export type Part = (typeof parts)[number];

/** What one run shows on one half of the test set, or on all of it. */
export interface PartSummary {
  readonly goods: number;
  readonly bads: number;
  readonly auroc: Readonly<Partial<Record<HeadName, number>>>;
  /** `fused` fitted anew on held-out goods, for comparison with itself only. */
  readonly refits: Readonly<Record<Refit, number | null>>;
  readonly overkill: Share;
  /** Good images that may be rejected while the printed calibration holds (99 %); null for an estimate. */
  readonly overkillAllowance: number | null;
  readonly escape: Share;
}

/** Figures of a run, part by part; a half that was not judged is not there, nor one without good or bad images. */
export function summariseRun(run: QualityRun): Readonly<Partial<Record<Part, PartSummary>>> {
  const halves = new Set(run.images.map(({ half }) => half));
  const fitted = refits(run);
  const asked = parts.filter((part) => (part === 'both' ? halves.size === 2 : halves.has(part)));
  return Object.fromEntries(
    asked.flatMap((part) => {
      const images = run.images.filter(({ half }) => part === 'both' || half === (part satisfies Half));
      const goods = images.filter(({ kind }) => kind === goodKind);
      const bads = images.filter(({ kind }) => kind !== goodKind);
      return goods.length === 0 || bads.length === 0 ? [] : [[part, summarise(run, goods, bads, fitted)]];
    }),
  );
}

function summarise(
  { manifest }: QualityRun,
  goods: readonly TestedImage[],
  bads: readonly TestedImage[],
  fitted: ReturnType<typeof refits>,
): PartSummary {
  const { calibration, heads } = manifest;
  const { head, limit, reviewLimit } = calibration;
  const present = headNames.filter((name) => name in heads);
  const at = (least: number) => errorsAtLimit(scoresOf(goods, head), scoresOf(bads, head), least);
  return {
    goods: goods.length,
    bads: bads.length,
    auroc: Object.fromEntries(
      present.map((name) => [name, auroc(scoresOf(goods, name), scoresOf(bads, name))]),
    ),
    refits: Object.fromEntries(
      Object.entries(fitted).map(([name, fusion]) => [
        name,
        fusion &&
          auroc(
            goods.map(({ scores }) => refitScore(fusion, scores)),
            bads.map(({ scores }) => refitScore(fusion, scores)),
          ),
      ]),
    ) as PartSummary['refits'],
    overkill: at(limit).overkill,
    overkillAllowance:
      'rank' in calibration
        ? betaBinomialQuantile(0.99, goods.length, calibration.goods + 1 - calibration.rank, calibration.rank)
        : null,
    escape: at(reviewLimit ?? limit).escape,
  };
}
