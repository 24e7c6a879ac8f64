import type { HeadName } from '../../../../models/manifest.ts';
import type { Evaluation } from '../evaluation.ts';
import { goodKind } from '../testSet.ts';

/** Raw scores of one head, of good and of bad images. */
export interface Sides {
  readonly goods: readonly number[];
  readonly bads: readonly number[];
}

export function sidesOf({ scores }: Evaluation, head: HeadName): Sides {
  const of = (good: boolean): number[] =>
    scores.filter(({ kind }) => (kind === goodKind) === good).map((image) => image.scores[head] ?? NaN);
  return { goods: of(true), bads: of(false) };
}
