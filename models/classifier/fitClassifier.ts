import { auroc } from '../evaluation/auroc.ts';
import type { HeldOutMeasured } from '../fusion/crossFit.ts';
import { evidenceAt } from '../fusion/evidenceCurve.ts';
import { fitFusion } from '../fusion/fitFusion.ts';
import type { FusedHead, Fusion } from '../fusion/fusion.ts';
import type { OwnHeadName } from '../heads/heads.ts';
import type { PerHead } from '../inspectionGraph.ts';
import type { ClassifierRecord } from '../manifest.ts';
import type { Measured } from '../measureHeads.ts';
import type { Classifier } from './classifier.ts';
import { latentScale } from './latentScale.ts';
import { type LinearSvm, fitLinearSvm } from './linearSvm.ts';
import { requireLabels } from './requireLabels.ts';

const refused = 'The classifier is not offered, as it is no better than fused without the labels.';

/** Good images used, at most: the machine is taught once without each of them. */
const mostGoods = 60;

export interface ClassifierOptions {
  /** The heads it looks at. */
  readonly fusion: Fusion;
  readonly measured: HeldOutMeasured;
  /** Latent means of the select goods and of the bads, in their order; null: the network has none. */
  readonly latents: {
    readonly select: readonly Float32Array[];
    readonly bads: readonly Float32Array[];
  } | null;
}

export interface FittedClassifier {
  /** null: not offered; the record says why. */
  readonly classifier: Classifier | null;
  readonly record: ClassifierRecord;
}

/**
 * Teaches a linear support vector machine to tell the labelled bad images from the select goods by the evidence of the heads and the
 * latent, each of the two scaled to unit size on good images. How good it is is told by leaving one image out at a time; it is
 * refused when that is no better than what `fused` makes of the same images without having seen a labelled one.
 * @throws RangeError when there are too few bad images.
 */
export async function fitClassifier(options: ClassifierOptions): Promise<FittedClassifier> {
  const { fusion, measured, latents } = options;
  const names = Object.keys(fusion) as OwnHeadName[];
  const goods = Math.min(mostGoods, measured.select[names[0]!]!.scores.length);
  const bads = measured.bads[names[0]!]?.scores.length ?? 0;
  requireLabels('classifier', bads);
  const isBad = Array.from({ length: goods + bads }, (_, i) => i >= goods);
  const scale = latents && latentScale(latents.select);
  const headUnit = 1 / Math.sqrt(names.length);
  const rowOf = (of: PerHead<Measured>, latent: Float32Array | undefined, image: number): number[] => [
    ...names.map((name) => headUnit * evidenceAt(fusion[name]!.curve, of[name]!.scores[image]!)),
    ...(scale && latent ? Array.from(latent, (value, i) => (value - scale.mean[i]!) * scale.factor[i]!) : []),
  ];
  const rows = isBad.map((bad, i) =>
    bad
      ? rowOf(measured.bads, latents?.bads[i - goods], i - goods)
      : rowOf(measured.select, latents?.select[i], i),
  );
  const decisions = await leaveOneOut(rows, isBad);
  const [goodDecisions, badDecisions] = [decisions.slice(0, goods), decisions.slice(goods)];
  const record = {
    goods,
    bads,
    auroc: auroc(goodDecisions, badDecisions),
    fusedAuroc: fusedAuroc(measured, goods),
    missed: badDecisions.filter((decision) => !(decision > 0)).length,
    rejected: goodDecisions.filter((decision) => decision > 0).length,
  };
  if (record.auroc <= record.fusedAuroc) return { classifier: null, record: { ...record, refused } };

  const { weights, bias } = await fitLinearSvm(rows, isBad);
  const latentWeights = weights.slice(names.length);
  const centre = latentWeights.reduce(
    (sum, weight, i) => sum + weight * scale!.factor[i]! * scale!.mean[i]!,
    0,
  );
  const classifier: Classifier = {
    heads: Object.fromEntries(
      names.map((name, i) => [name, { curve: fusion[name]!.curve, weight: weights[i]! * headUnit }]),
    ),
    latent: scale && Float32Array.from(latentWeights, (weight, i) => weight * scale.factor[i]!),
    bias: bias - centre,
  };
  return { classifier, record };
}

/** The decision about each row by a machine taught on all others. */
async function leaveOneOut(rows: readonly number[][], isBad: readonly boolean[]): Promise<number[]> {
  const decisions: number[] = [];
  for (const [left, row] of rows.entries()) {
    const isKept = (_: unknown, i: number): boolean => i !== left;
    decisions.push(decision(await fitLinearSvm(rows.filter(isKept), isBad.filter(isKept)), row));
  }
  return decisions;
}

const decision = ({ weights, bias }: LinearSvm, row: readonly number[]): number =>
  row.reduce((sum, value, i) => sum + value * weights[i]!, bias);

/** What `fused` makes of the same images when it learns from synthetic anomalies alone. */
function fusedAuroc(measured: HeldOutMeasured, goods: number): number {
  const { fusion } = fitFusion({ ...measured, bads: {} });
  const heads = Object.entries(fusion) as [OwnHeadName, FusedHead][];
  const scores = (of: PerHead<Measured>): number[] =>
    of[heads[0]![0]]!.scores.map((_, image) =>
      heads.reduce(
        (sum, [name, { weight, curve }]) => sum + weight * evidenceAt(curve, of[name]!.scores[image]!),
        0,
      ),
    );
  return auroc(scores(measured.select).slice(0, goods), scores(measured.bads));
}
