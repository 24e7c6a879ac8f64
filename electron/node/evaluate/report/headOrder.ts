import type { HeadName } from '../../../../models/manifest.ts';
import type { EvaluatedHead, Evaluation } from '../evaluation.ts';

/** The heads of a report with their figures: the one in force first, then by falling AUROC. */
export function headOrder({
  head: inForce,
  heads,
}: Evaluation): readonly (readonly [HeadName, EvaluatedHead])[] {
  const entries = Object.entries(heads) as [HeadName, EvaluatedHead][];
  return entries.toSorted(
    ([a, left], [b, right]) =>
      Number(b === inForce) - Number(a === inForce) || right.auroc.value - left.auroc.value,
  );
}
