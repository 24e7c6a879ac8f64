/** What the station says of one image. `unreadable` is neither good nor bad: the image was not inspected. */
export const verdicts = ['pass', 'fail', 'review', 'unreadable'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * Verdict of a raw score (higher is worse): above the limit fails, at the limit does not. Above the second, lower limit (null: there
 * is none) what does not fail is left to a person; at it, it passes.
 */
export function decideVerdict(
  score: number,
  limit: number,
  reviewLimit: number | null = null,
): 'pass' | 'fail' | 'review' {
  if (!Number.isFinite(score)) throw new RangeError(`A score must be a finite number, got ${score}.`);
  if (score > limit) return 'fail';
  return reviewLimit !== null && score > reviewLimit ? 'review' : 'pass';
}

const severity: Record<Verdict, number> = { pass: 0, review: 1, unreadable: 2, fail: 3 };

/** Verdict of a part seen in several views: that of its worst view. Throws when there is no view. */
export function worstVerdict(views: readonly Verdict[]): Verdict {
  if (views.length === 0) throw new RangeError('A part needs at least one view to have a verdict.');
  return views.reduce((worst, view) => (severity[view] > severity[worst] ? view : worst));
}
