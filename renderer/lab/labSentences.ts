import type { LabCounts } from '../../electron/common/lab.ts';
import { labRates, usualTargets } from '../../electron/common/labRates.ts';
import { formatShareUp } from '../formats.ts';
import { text } from '../messages.ts';

/** What so many images say and can say of a limit, a sentence or two a side. */
export function escapeSentence(counts: LabCounts): string {
  const { escape, badsNeeded: needed } = labRates(counts);
  if (escape === null) return text('lab.noBads', { count: 0, needed });
  const { count: passed, of: count, upperBound } = escape;
  const bound = formatShareUp(upperBound);
  if (passed > 0) return text('lab.badsPassed', { passed, count, bound });
  return upperBound > usualTargets.escape
    ? text('lab.badsCaught', { count, bound, needed })
    : text('lab.badsEnough', { count, bound });
}

export function overkillSentence(counts: LabCounts): string {
  const { bestOverkill, goodsNeeded: needed } = labRates(counts);
  if (bestOverkill === null) return text('lab.noGoods');
  const bound = formatShareUp(bestOverkill);
  return bestOverkill > usualTargets.overkill
    ? text('lab.goodsProve', { count: counts.goods, bound, needed })
    : text('lab.goodsEnough', { count: counts.goods, bound });
}
