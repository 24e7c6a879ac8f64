import { auroc } from '../evaluation/auroc.ts';
import { aurocInterval } from '../evaluation/aurocInterval.ts';
import { type OwnHeadName, ownHeadNames } from '../heads/heads.ts';
import type { FusedHeadRecord, FusionRecord } from '../manifest.ts';
import type { PerHead } from '../inspectionGraph.ts';
import type { Measured } from '../measureHeads.ts';
import { folds, type HeldOutMeasured } from './crossFit.ts';
import { type EvidenceCurve, evidenceAt, fitEvidence } from './evidenceCurve.ts';
import type { FusedHead, Fusion } from './fusion.ts';
import { headWeights } from './headWeights.ts';

/** Teach goods are added to the select goods up to so many: more cost time and change nothing. */
const mostGoods = 120;

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
    curve && !record.leftOut ? [{ name, curve, record }] : [],
  );
  if (kept.length === 0) {
    throw new Error(
      'No head tells synthetic anomalies from the good images; check that the good images show one product, alike, and teach again.',
    );
  }
  const rowsOf = (measured: PerHead<Measured>, images: number): number[][] =>
    Array.from({ length: images }, (_, i) =>
      kept.map(({ name, curve }) => {
        const { scores } = measured[name] ?? select[name]!;
        return evidenceAt(curve, scores[i % scores.length]!);
      }),
    );
  const first = kept[0]!.name;
  const [selectGoods, badCount] = [select[first]!.scores.length, bads[first]?.scores.length ?? 0];
  // What a network says of teach goods tells nothing; the select goods' evidence stands in for it.
  const teachGoods = Math.min(
    Math.max(0, ...Object.values(teach).map(({ scores }) => scores.length)),
    Math.max(0, mostGoods - selectGoods),
  );
  const weights = headWeights(
    [...rowsOf(select, selectGoods), ...rowsOf(teach, teachGoods)],
    [
      ...rowsOf(anomalies, kinds.length).map((evidence, i) => ({
        evidence,
        importance: kindShare(kinds, i),
      })),
      ...rowsOf(bads, badCount).map((evidence) => ({ evidence, importance: 1 / badsThatCountAsMuch })),
    ],
    kept.map(({ record }) => record.syntheticAuroc - 0.5),
  );
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
  if (syntheticAuroc <= 0.5) {
    return `It tells synthetic anomalies from good images no better than chance (AUROC ${syntheticAuroc.toFixed(3)}).`;
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
