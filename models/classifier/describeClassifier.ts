import type { ClassifierRecord } from '../manifest.ts';

/** How good a classifier is, or why there is none, in a sentence. */
export function describeClassifier(record: ClassifierRecord): string {
  const { goods, bads, missed, rejected, auroc, fusedAuroc, refused } = record;
  const figures =
    `leaving out one image at a time it has an AUROC of ${auroc.toFixed(3)}, fused without labels ${fusedAuroc.toFixed(3)}, ` +
    `misses ${missed} of ${bads} labelled bad images and rejects ${rejected} of ${goods} good ones`;
  return refused === undefined ? `Classifier: ${figures}.` : `${refused} Here ${figures}.`;
}
