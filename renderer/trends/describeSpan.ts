import { axisClock } from '../charts/axisTime.ts';
import { formatCount, formatDateTime, formatRatio, formatScore } from '../formats.ts';
import { text } from '../messages.ts';
import type { TrendSpan } from './trendSpans.ts';

/** From when to when a span is. */
export function spanTime({ fromMs, toMs }: Pick<TrendSpan, 'fromMs' | 'toMs'>): string {
  const [from, to] = [new Date(fromMs), new Date(toMs)];
  const end = from.toDateString() === to.toDateString() ? axisClock(toMs) : formatDateTime(to.toISOString());
  return `${formatDateTime(from.toISOString())} – ${end}`;
}

/** Its figures in lines, for what is shown under the pointer and read out. */
export function describeSpan({ counts, ratio, score, limit }: TrendSpan, isRaw: boolean): string[] {
  const { pass, fail, review, unreadable } = counts;
  const values = isRaw ? score : ratio;
  const format = isRaw ? formatScore : formatRatio;
  const counted = (verdict: 'fail' | 'review' | 'unreadable', count: number) =>
    text('trend.counted', { verdict: text(`verdict.${verdict}`), count: formatCount(count) });
  return [
    text('trend.inspections', { count: formatCount(pass + fail + review + unreadable) }),
    counted('fail', fail),
    ...(review > 0 ? [counted('review', review)] : []),
    ...(unreadable > 0 ? [counted('unreadable', unreadable)] : []),
    ...(values === null
      ? [text('trend.noScore')]
      : [
          text('trend.meanIs', { value: format(values.mean) }),
          text('trend.rangeIs', { least: format(values.min), most: format(values.max) }),
        ]),
    ...(isRaw && limit !== null ? [text('trend.limitIs', { value: formatScore(limit) })] : []),
  ];
}
