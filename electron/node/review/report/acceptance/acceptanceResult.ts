import { share, type Share } from '../../../../../models/evaluation/share.ts';
import { isAsExpected, type ChallengeVerdict, type Truth } from '../../../../common/challenge.ts';
import type { Verdict } from '../../../../common/verdict.ts';

/** met: proven with 95 % confidence. missed: more was seen than agreed. open: neither; more objects would tell. notAgreed: there is no figure. */
export type Judgement = 'met' | 'missed' | 'open' | 'notAgreed';

export interface ErrorFigure {
  readonly share: Share;
  /** Greatest share agreed, 0..1; null: none was. */
  readonly agreed: number | null;
  readonly judgement: Judgement;
}

export interface AcceptanceResult {
  readonly table: Readonly<Record<Truth, Readonly<Record<Verdict, number>>>>;
  /** Bad parts passed. What was left for review has not passed; an unreadable image was not inspected and counts as neither. */
  readonly escape: ErrorFigure;
  /** Good parts that did not pass, those left for review too. */
  readonly overkill: ErrorFigure;
}

/** Figures of a challenge at the limit in force, with exact intervals. */
export function acceptanceResult(
  verdicts: readonly ChallengeVerdict[],
  agreed: { readonly greatestEscape: number | null; readonly greatestOverkill: number | null },
): AcceptanceResult {
  const none = { pass: 0, fail: 0, review: 0, unreadable: 0 };
  const table = { good: { ...none }, bad: { ...none } };
  for (const { image, verdict } of verdicts) table[image.truth][verdict] += 1;
  const figure = (truth: Truth, greatest: number | null): ErrorFigure => {
    const counts = table[truth];
    const judged = (['pass', 'fail', 'review'] as const).filter((verdict) => counts[verdict] > 0);
    const of = judged.reduce((sum, verdict) => sum + counts[verdict], 0);
    const wrong = judged
      .filter((verdict) => !isAsExpected(truth, verdict))
      .reduce((sum, verdict) => sum + counts[verdict], 0);
    const seen = share(wrong, of);
    return { share: seen, agreed: greatest, judgement: judgementOf(seen, greatest) };
  };
  return {
    table,
    escape: figure('bad', agreed.greatestEscape),
    overkill: figure('good', agreed.greatestOverkill),
  };
}

function judgementOf({ rate, of, upperBound }: Share, greatest: number | null): Judgement {
  if (greatest === null) return 'notAgreed';
  if (upperBound <= greatest) return 'met';
  return of > 0 && rate > greatest ? 'missed' : 'open';
}

/** How many objects without a single error prove a share of at most `greatest` with 95 % confidence. */
export function objectsToProve(greatest: number): number {
  return Math.ceil(Math.log(0.05) / Math.log(1 - greatest));
}
