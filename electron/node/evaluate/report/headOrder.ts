import type { HeadFigures } from '../../../../models/evaluation/headFigures.ts';
import type { HeadName } from '../../../../models/manifest.ts';
import type { Evaluation } from '../evaluation.ts';

/** The heads of a report with their figures: the one in force first, then by falling AUROC. */
export function headOrder({
  head: inForce,
  heads,
}: Evaluation): readonly (readonly [HeadName, HeadFigures])[] {
  const entries = Object.entries(heads) as [HeadName, HeadFigures][];
  return entries.toSorted(
    ([a, left], [b, right]) =>
      Number(b === inForce) - Number(a === inForce) || right.auroc.value - left.auroc.value,
  );
}
