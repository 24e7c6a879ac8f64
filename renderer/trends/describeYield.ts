import type { YieldRow } from '../../electron/common/historyAnswers.ts';
import { verdicts } from '../../electron/common/verdict.ts';
import { formatCount, formatShare } from '../formats.ts';
import { text } from '../messages.ts';

/** A row of yields in lines, for what is shown under the pointer and read out. */
export function describeYield({ counts, reviews, yield: share }: YieldRow): string[] {
  return [
    share === null ? text('yield.none') : text('yield.yieldIs', { share: formatShare(share) }),
    ...verdicts
      .filter((verdict) => verdict === 'pass' || verdict === 'fail' || counts[verdict] > 0)
      .map((verdict) =>
        text('trend.counted', { verdict: text(`verdict.${verdict}`), count: formatCount(counts[verdict]) }),
      ),
    ...(reviews.overturned > 0 ? [text('yield.overturned', { count: formatCount(reviews.overturned) })] : []),
  ];
}
