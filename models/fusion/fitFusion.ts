import { auroc } from '../evaluation/auroc.ts';
import { aurocInterval } from '../evaluation/aurocInterval.ts';
import { type OwnHeadName, ownHeadNames } from '../heads/heads.ts';
import type { FusedHeadRecord, FusionRecord } from '../manifest.ts';
import { folds, type HeldOutMeasured } from './crossFit.ts';
import { type EvidenceCurve, evidenceAt, fitEvidence } from './evidenceCurve.ts';
import type { FusedHead, Fusion } from './fusion.ts';
import { type Anomalous, headWeights } from './headWeights.ts';

/** So many labelled bad images weigh as much as all synthetic anomalies together. */
const badsThatCountAsMuch = 20;

export interface FittedFusion {
  readonly fusion: Fusion;
  /** What the manifest says of it. */
  readonly record: FusionRecord;
}

interface Judged {
  readonly name: OwnHeadName;
  readonly curve: EvidenceCurve | null;
  readonly record: Omit<FusedHeadRecord, 'weight'>;
}

/**
 * Combines the heads: tail evidence of each from held-out good scores, weights from synthetic anomalies (every kind counts the
 * same) and the labelled bad images. Left out, with the reason in the record: a head that ranks synthetic anomalies below
 * chance, or labelled bad images surely so (upper end of the 95 % interval), or whose good scores hardly differ.
 * @throws Error when no head is left.
 */
export function fitFusion({ select, teach, anomalies, kinds, bads }: HeldOutMeasured): FittedFusion {
  const judged = ownHeadNames.flatMap((name): Judged[] => {
    const good = select[name]?.scores;
    if (!good) return [];
    const bad = bads[name]?.scores ?? [];
    const syntheticAuroc = meanOverKinds(kinds, (isKind) =>
      auroc(
        good,
        anomalies[name]!.scores.filter((_, i) => isKind(i)),
      ),
    );
    const badAuroc = bad.length > 0 ? auroc(good, bad) : undefined;
    const curve = fitEvidence([...good, ...(teach[name]?.scores ?? [])]);
    const leftOut = reasonAgainst(curve, syntheticAuroc, badAuroc, good.length, bad.length);
    const record = {
      syntheticAuroc,
      ...(badAuroc !== undefined && { badAuroc }),
      ...(leftOut !== undefined && { leftOut }),
    };
    return [{ name, curve, record }];
  });
  const kept = judged.flatMap(({ name, curve, record }) =>
    curve && !record.leftOut ? [{ name, curve }] : [],
  );
  if (kept.length === 0) {
    throw new Error(
      'No head tells synthetic anomalies from the good images; check that the good images show one product, alike, and teach again.',
    );
  }
  const rowsOf = (measured: HeldOutMeasured['select'], images: number): number[][] =>
    Array.from({ length: images }, (_, i) =>
      kept.map(({ name, curve }) => evidenceAt(curve, measured[name]!.scores[i]!)),
    );
  const selectGoods = select[kept[0]!.name]!.scores.length;
  const badCount = bads[kept[0]!.name]?.scores.length ?? 0;
  const weights = headWeights(rowsOf(select, selectGoods), [
    ...rowsOf(anomalies, kinds.length).map((evidence, i) => ({ evidence, importance: kindShare(kinds, i) })),
    ...rowsOf(bads, badCount).map((evidence): Anomalous => ({
      evidence,
      importance: 1 / badsThatCountAsMuch,
    })),
  ]);
  const fusion = kept.flatMap(({ name, curve }, i): [OwnHeadName, FusedHead][] => {
    const weight = weights[i]!;
    return weight > 0 ? [[name, { weight, curve, pixelLimit: Math.max(...select[name]!.peaks) || 1 }]] : [];
  });
  const weightOf = (name: OwnHeadName): number => weights[kept.findIndex((head) => head.name === name)] ?? 0;
  return {
    fusion: Object.fromEntries(fusion),
    record: {
      folds,
      goods: selectGoods,
      anomalies: kinds.length,
      bads: badCount,
      heads: Object.fromEntries(
        judged.map(({ name, record }) => [name, { weight: weightOf(name), ...record }]),
      ),
    },
  };
}

function reasonAgainst(
  curve: EvidenceCurve | null,
  syntheticAuroc: number,
  badAuroc: number | undefined,
  goods: number,
  bads: number,
): string | undefined {
  if (curve === null) return 'Its scores of good images hardly differ.';
  if (syntheticAuroc < 0.5) {
    return `It ranks synthetic anomalies below good images more often than above (AUROC ${syntheticAuroc.toFixed(3)}).`;
  }
  if (badAuroc === undefined) return undefined;
  const [, upper] = aurocInterval(badAuroc, goods, bads);
  return upper < 0.5
    ? `It ranks the labelled bad images below the good ones (AUROC ${badAuroc.toFixed(3)}, at most ${upper.toFixed(3)} at 95 %).`
    : undefined;
}

function meanOverKinds(kinds: readonly string[], of: (isKind: (i: number) => boolean) => number): number {
  const different = [...new Set(kinds)];
  return different.reduce((sum, kind) => sum + of((i) => kinds[i] === kind), 0) / different.length;
}

/** Importance of one anomaly when every kind counts the same and all together 1. */
function kindShare(kinds: readonly string[], index: number): number {
  const same = kinds.filter((kind) => kind === kinds[index]).length;
  return 1 / (same * new Set(kinds).size);
}
