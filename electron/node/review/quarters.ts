import { quarterHourMs } from '../store/countRows.ts';
import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import { inspectionsOf, visitCounts } from './quarterCounts.ts';
import type { Selection } from './selection.ts';

/** Sequences (inclusive) between which rows that meet a filter lie. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  /** Rows in it, by the counts. Exact for a counted selection whose time does not cut the stretch's quarter. */
  readonly count: number;
}

/**
 * Where the log has rows that may meet the filter, newest first and without overlap, up to a place in the log. Job, part, score and
 * file are not looked at.
 */
export function stretches(db: StationDatabase, selection: Selection, upTo: number): Stretch[] {
  const { fromMs, toMs } = selection;
  const merged: (Stretch & { isCut: boolean })[] = [];
  for (const { quarterHour, ...one } of quartersOf(db, selection).sort((a, b) => a.first - b.first)) {
    if (one.first > upTo) continue;
    const beginMs = quarterHour * quarterHourMs;
    const isCut = one.last > upTo || beginMs < fromMs || beginMs + quarterHourMs > toMs;
    const stretch = { ...one, last: Math.min(one.last, upTo), isCut };
    const before = merged.at(-1);
    // Quarters overlap in the log where the clock was set back.
    if (before === undefined || before.last < stretch.first) merged.push(stretch);
    else {
      merged[merged.length - 1] = {
        first: before.first,
        last: Math.max(before.last, stretch.last),
        count: before.count + stretch.count,
        isCut: before.isCut || isCut,
      };
    }
  }
  return merged
    .map(({ isCut, ...one }) =>
      isCut ? { ...one, count: countIn(db, selection, one.first, one.last) } : one,
    )
    .filter(({ count: rows }) => rows > 0)
    .reverse();
}

/** Each quarter of an hour with rows that may meet the filter. */
function quartersOf(
  db: StationDatabase,
  selection: Selection,
): (Stretch & { readonly quarterHour: number })[] {
  const { reviews } = selection.filter;
  const quarters = new Map<number, { quarterHour: number; first: number; last: number; count: number }>();
  let quarter: { quarterHour: number; first: number; last: number; count: number } | undefined;
  visitCounts(db, selection, (row) => {
    const count = inspectionsOf(row, reviews);
    if (count === 0) return;
    const { quarterHour, firstSequence: first, lastSequence: last } = row;
    if (quarter?.quarterHour !== quarterHour) quarter = quarters.get(quarterHour);
    if (quarter === undefined) {
      quarter = { quarterHour, first, last, count };
      quarters.set(quarterHour, quarter);
    } else {
      quarter.first = Math.min(quarter.first, first);
      quarter.last = Math.max(quarter.last, last);
      quarter.count += count;
    }
  });
  return [...quarters.values()];
}

/** Rows between two sequences (inclusive) that meet the filter, by looking at each. */
export function countIn(
  db: StationDatabase,
  { from, place, where, values }: Selection,
  first: number,
  last: number,
): number {
  const row = statement<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM ${from} WHERE ${place} BETWEEN ? AND ? AND ${where}`,
  ).get(first, last, ...values);
  return row?.n ?? 0;
}

/** Rows that are looked at in one go. */
export const stepRows = 20_000;

/**
 * Stretches (newest first) as ranges of at most stepRows rows to look at, in the order of the log from its newest or oldest end.
 * Near ones are joined: what lies between does not meet the filter.
 */
export function* pieces(
  candidates: readonly Stretch[],
  newestFirst: boolean,
): Generator<{ low: number; high: number; share: number }, void> {
  const ordered = newestFirst ? candidates : candidates.toReversed();
  const length = candidates.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  let done = 0;
  let open: { low: number; high: number } | null = null;
  for (const { first, last } of ordered) {
    if (open !== null) {
      const joined: { low: number; high: number } = {
        low: Math.min(open.low, first),
        high: Math.max(open.high, last),
      };
      if (joined.high - joined.low < stepRows) {
        open = joined;
        done += last - first + 1;
        continue;
      }
      yield { ...open, share: done / length };
      open = null;
    }
    for (let at = 0; at <= last - first; at += stepRows) {
      const size = Math.min(stepRows, last - first + 1 - at);
      const low = newestFirst ? last - at - size + 1 : first + at;
      done += size;
      const piece = { low, high: low + size - 1 };
      if (at + size > last - first) open = piece;
      else yield { ...piece, share: done / length };
    }
  }
  if (open !== null) yield { ...open, share: 1 };
}
