import type { Reasons } from '../../electron/common/historyAnswers.ts';
import type { ReasonCode } from '../../electron/common/reasonCodes.ts';
import { reasonCodeText } from '../history/reasonText.ts';
import { text } from '../messages.ts';

/** Reviews with one reason, whatever they decided. */
export interface ReasonSum {
  /** Null: text alone. */
  readonly reasonCode: string | null;
  readonly count: number;
}

export function sumByReason(reviews: Reasons['reviews']): ReasonSum[] {
  const groups = Map.groupBy(reviews, ({ reasonCode }) => reasonCode);
  return [...groups].map(([reasonCode, some]) => ({
    reasonCode,
    count: some.reduce((sum, { count }) => sum + count, 0),
  }));
}

export function reasonName({ reasonCode }: ReasonSum, codes: readonly ReasonCode[]): string {
  if (reasonCode === null) return text('pareto.textAlone');
  return reasonCodeText(codes.find(({ code }) => code === reasonCode) ?? { code: reasonCode, label: null });
}

export function causeName({ verdict, cause }: Reasons['causes'][number]): string {
  if (cause !== null) return text(`cause.${cause}`);
  return text(verdict === 'fail' ? 'cause.score' : 'cause.unknown');
}
