import type { ScoreTrend, TrendBucket } from '../../electron/common/historyAnswers.ts';

/** A bucket with its begin and end, epoch ms. */
export interface TrendSpan extends TrendBucket {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

export function spansOf({ buckets, bucketMs }: ScoreTrend): TrendSpan[] {
  return buckets.map((bucket) => {
    const fromMs = Date.parse(bucket.from);
    return { ...bucket, fromMs, toMs: fromMs + bucketMs };
  });
}

/** From the begin of the first to the end of the last; null when there are none. */
export function extentOf(spans: readonly TrendSpan[]): TimeWindow | null {
  const [first, last] = [spans[0], spans.at(-1)];
  return first === undefined || last === undefined ? null : { fromMs: first.fromMs, toMs: last.toMs };
}

/** Coarse spans of all of the time with finer ones in their place inside a window: nothing is drawn twice. */
export function withDetail(
  coarse: readonly TrendSpan[],
  fine: readonly TrendSpan[],
  window: TimeWindow,
): TrendSpan[] {
  const isBefore = ({ toMs }: TrendSpan) => toMs <= window.fromMs;
  const isAfter = ({ fromMs }: TrendSpan) => fromMs >= window.toMs;
  const inside = fine.filter((one) => !isBefore(one) && !isAfter(one));
  return [...coarse.filter(isBefore), ...inside, ...coarse.filter(isAfter)];
}

/** The span a moment lies in, or the one whose middle is nearest. */
export function nearestSpan(spans: readonly TrendSpan[], atMs: number): TrendSpan | undefined {
  const away = ({ fromMs, toMs }: TrendSpan) => Math.abs((fromMs + toMs) / 2 - atMs);
  return spans.reduce<TrendSpan | undefined>(
    (found, one) => (found === undefined || away(one) < away(found) ? one : found),
    undefined,
  );
}

/** Shortest window that is zoomed to. */
export const shortestWindowMs = 10_000;

/** The window made `factor` as long about its middle and moved by `shift` of its length, inside the extent. */
export function zoomed(
  { fromMs, toMs }: TimeWindow,
  extent: TimeWindow,
  { factor = 1, shift = 0 }: { factor?: number; shift?: number },
): TimeWindow {
  const whole = extent.toMs - extent.fromMs;
  const length = Math.min(whole, Math.max(Math.min(whole, shortestWindowMs), (toMs - fromMs) * factor));
  const middle = (fromMs + toMs) / 2 + (toMs - fromMs) * shift;
  const begin = Math.min(extent.toMs - length, Math.max(extent.fromMs, middle - length / 2));
  return { fromMs: Math.round(begin), toMs: Math.round(begin + length) };
}

/**
 * Highest value that is drawn: all there are, unless a few are so far above the limit that the others would lie flat; then as far as
 * the means and twice the limit need. What is cut is marked.
 */
export function topOf(spans: readonly TrendSpan[], isRaw: boolean): number {
  const values = spans.flatMap((span) => (isRaw ? span.score : span.ratio) ?? []);
  const limit = isRaw ? (spans.findLast((span) => span.limit !== null)?.limit ?? 0) : 1;
  const highest = Math.max(limit, ...values.map(({ max }) => max));
  const least = Math.min(limit, ...values.map(({ min }) => min));
  const whole = highest + (highest - least || 1) * 0.05;
  if (limit <= 0) return whole;
  return Math.min(whole, Math.max(2 * limit, 1.5 * Math.max(...values.map(({ mean }) => mean))));
}
