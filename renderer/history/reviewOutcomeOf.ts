import type { ReviewOutcome } from '../../electron/common/inspectionFilter.ts';
import type { Verdict } from '../../electron/common/verdict.ts';

/** What a decision says of a verdict; the station keeps the same beside its rows. */
export function reviewOutcomeOf(verdict: Verdict, decision: 'pass' | 'fail'): Exclude<ReviewOutcome, 'none'> {
  if (verdict === 'review' || verdict === 'unreadable') return 'decided';
  return verdict === decision ? 'confirmed' : 'overturned';
}
