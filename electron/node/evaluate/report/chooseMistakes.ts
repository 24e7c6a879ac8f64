import { goodKind } from '../testSet.ts';
import type { Evaluation, ScoredImage } from '../evaluation.ts';

export interface Mistakes {
  /** Bad images that passed, the lowest score first; when none did, those that came nearest to it. */
  readonly bads: readonly ScoredImage[];
  readonly badsAreMistakes: boolean;
  /** Good images that failed, the highest score first; when none did, those that came nearest to it. */
  readonly goods: readonly ScoredImage[];
  readonly goodsAreMistakes: boolean;
}

const mostMistakes = 6;
const mostNarrow = 3;

/** The images of a test set that are worth looking at: the worst mistakes of the head in force, or its narrowest calls. */
export function chooseMistakes({ head, scores }: Evaluation): Mistakes {
  const scoreOf = (image: ScoredImage): number => image.scores[head] ?? NaN;
  const bads = scores.filter(({ kind }) => kind !== goodKind).toSorted((a, b) => scoreOf(a) - scoreOf(b));
  const goods = scores.filter(({ kind }) => kind === goodKind).toSorted((a, b) => scoreOf(b) - scoreOf(a));
  const escaped = bads.filter(({ verdict }) => verdict === 'pass');
  const rejected = goods.filter(({ verdict }) => verdict === 'fail');
  const chosen = (mistakes: readonly ScoredImage[], all: readonly ScoredImage[]): readonly ScoredImage[] =>
    mistakes.length > 0 ? mistakes.slice(0, mostMistakes) : all.slice(0, mostNarrow);
  return {
    bads: chosen(escaped, bads),
    badsAreMistakes: escaped.length > 0,
    goods: chosen(rejected, goods),
    goodsAreMistakes: rejected.length > 0,
  };
}
