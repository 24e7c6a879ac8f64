import type { ReasonCode } from '../../electron/common/reasonCodes.ts';
import { text } from '../messages.ts';

export interface ReviewDraft {
  readonly decision: 'pass' | 'fail' | null;
  readonly reasonCode: string | null;
  readonly reason: string;
}

export const emptyDraft: ReviewDraft = { decision: null, reasonCode: null, reason: '' };

/** The sentence what a decision still needs; null: nothing. */
export function draftFault({ decision, reasonCode, reason }: ReviewDraft): string | null {
  if (decision === null) return text('review.noDecision');
  return reasonCode === null && reason.trim() === '' ? text('review.noReason') : null;
}

/**
 * What the log is told. Where no words were written they are the code's own label, or the code itself, which every screen says in
 * its language. Throws while the draft has a fault.
 */
export function reviewOf(
  draft: ReviewDraft,
  codes: readonly ReasonCode[],
): { decision: 'pass' | 'fail'; reasonCode: string | null; reason: string } {
  const fault = draftFault(draft);
  const { decision, reasonCode } = draft;
  if (fault !== null || decision === null) throw new Error(fault ?? '');
  const code = codes.find((one) => one.code === reasonCode);
  const written = draft.reason.trim();
  return { decision, reasonCode, reason: written === '' ? (code?.label ?? reasonCode ?? '') : written };
}
