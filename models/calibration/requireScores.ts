import type { HeadName } from '../manifest.ts';

/** @throws RangeError, a sentence, when there are no scores of held-out goods or one is not finite. */
export function requireScores(head: HeadName, scores: readonly number[]): void {
  const goods = scores.length;
  if (goods === 0) {
    throw new RangeError(
      `calibrate: ${head} has no held-out good scores; at least one is needed to set a limit.`,
    );
  }
  const wrong = scores.findIndex((score) => !Number.isFinite(score));
  if (wrong >= 0) {
    throw new RangeError(
      `calibrate: ${head} scored held-out good image ${wrong + 1} of ${goods} as ${scores[wrong]}; ` +
        'a limit needs finite scores, teach again.',
    );
  }
}
