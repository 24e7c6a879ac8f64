import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import { countIn, stretches, type Stretch } from './quarters.ts';
import type { Selection } from './selection.ts';
import type { Table } from './table.ts';

/** A table whose positions follow from the counts of quarters of an hour: any position is found by looking at one stretch. */
export function countedTable(
  db: StationDatabase,
  selection: Selection,
  sort: 'newest' | 'oldest',
  upTo: number,
): Table {
  const inOrder = stretches(db, selection, upTo);
  if (sort === 'oldest') inOrder.reverse();
  const { from, place, where, values } = selection;
  let count = 0;
  /** Position at which each stretch begins. */
  const begins = inOrder.map((stretch) => (count += stretch.count) - stretch.count);

  /** Index of the last stretch for which `isBefore` holds, which it does up to that one; -1: for none. */
  function lastStretch(isBefore: (index: number) => boolean): number {
    let [low, high] = [0, inOrder.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(middle)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function within({ first, last, count: rows }: Stretch, offset: number, limit: number): number[] {
    // From the nearer end.
    const fromEnd = rows - offset - Math.min(limit, rows - offset);
    const backwards = fromEnd < offset;
    const newestFirst = (sort === 'newest') !== backwards;
    const found = statement<{ sequence: number }>(
      db,
      `SELECT f.sequence AS sequence FROM ${from} WHERE ${place} BETWEEN ? AND ? AND ${where}
        ORDER BY f.sequence ${newestFirst ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`,
    )
      .all(first, last, ...values, Math.min(limit, rows - offset), backwards ? fromEnd : offset)
      .map(({ sequence }) => sequence);
    return backwards ? found.reverse() : found;
  }

  return {
    count,
    searched: 1,
    cut: false,
    look() {},
    at(position, limit) {
      const found: number[] = [];
      let index = lastStretch((one) => begins[one]! <= position);
      for (let offset = position - (begins[index] ?? 0); found.length < limit; offset = 0, index += 1) {
        const stretch = inOrder[index];
        if (stretch === undefined) break;
        if (offset < stretch.count) found.push(...within(stretch, offset, limit - found.length));
      }
      return found;
    },
    positionOf(sequence) {
      const index = lastStretch((one) =>
        sort === 'newest' ? inOrder[one]!.last >= sequence : inOrder[one]!.first <= sequence,
      );
      const stretch = inOrder[index];
      if (stretch === undefined) return 0;
      const [first, last] =
        sort === 'newest'
          ? [Math.max(stretch.first, sequence + 1), stretch.last]
          : [stretch.first, Math.min(stretch.last, sequence - 1)];
      return begins[index]! + countIn(db, selection, first, last);
    },
  };
}
