import type { Share } from '../../../../models/evaluation/share.ts';
import type { Evaluation } from '../evaluation.ts';
import { images, measure, percent, range } from './figures.ts';

const sure = percent(0.95);

/** What happened to the bad images, and what that proves. */
export function escapeSentences({ escape, review }: { escape: Share; review?: { bads: Share } }): string[] {
  const { count, of, rate, interval, upperBound } = escape;
  const left =
    review === undefined || review.bads.count === 0 ? '' : ` ${review.bads.count} were left to review.`;
  if (count === 0) {
    const forFive = 59;
    const more = of < forFive ? ` ${forFive} bad images without an escape would prove ${percent(0.05)}.` : '';
    return [
      `None of ${images(of, 'bad')} escaped.${left}`,
      `So many images prove an escape rate of at most ${percent(upperBound)} (${sure} confidence, one-sided).${more}`,
    ];
  }
  return [
    `${count} of ${images(of, 'bad')} escaped: ${percent(rate)} (${sure} interval ${range(interval)}).${left}`,
    `That proves an escape rate of at most ${percent(upperBound)} (${sure} confidence, one-sided).`,
  ];
}

/** What happened to the good images, beside what the calibration promised. */
export function overkillSentences(evaluation: Evaluation): string[] {
  const { calibration, overkillAllowance } = evaluation;
  const { overkill, review } = evaluation.heads[evaluation.head]!;
  const { count, of, rate, interval } = overkill;
  const left =
    review === undefined || review.goods.count === 0 ? '' : ` ${review.goods.count} were left to review.`;
  const seen =
    count === 0
      ? `None of ${images(of, 'good')} was rejected; the overkill is at most ${percent(overkill.upperBound)} (${sure} confidence, one-sided).${left}`
      : `${count} of ${images(of, 'good')} ${count === 1 ? 'was' : 'were'} rejected: ${percent(rate)} (${sure} interval ${range(interval)}).${left}`;
  const expected = `The calibration on ${calibration.goods} good images expects ${percent(calibration.expectedOverkill)}`;
  if (overkillAllowance === null) return [seen, `${expected}; that is an estimate, no promise.`];
  const allowed = `${expected}: up to ${overkillAllowance} of ${of} rejected are within what it promises (${percent(0.99)})`;
  return count > overkillAllowance
    ? [seen, `${allowed}, so these good images are not like those it was calibrated with.`]
    : [seen, `${allowed}, so this agrees.`];
}

/** How well good and bad are apart whatever the limit. */
export function aurocSentence({ head, heads }: Evaluation): string {
  const { auroc } = heads[head]!;
  const [low, high] = auroc.interval;
  return (
    `A bad image scores above a good one in ${percent(auroc.value)} of all pairs ` +
    `(AUROC ${measure(auroc.value)}, ${sure} interval ${measure(low)} to ${measure(high)}).`
  );
}
