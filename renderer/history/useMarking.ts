import { ref, type Ref } from 'vue';
import { useStation } from '../useStation.ts';
import type { Cursor } from './useCursor.ts';
import { mostMarked, useMarks } from './useMarks.ts';
import type { RowQuery, Rows } from './useRows.ts';

/** How presses and keys mark rows for one decision on all of them. */
export function useMarking(rows: Rows, cursor: Cursor, query: Ref<RowQuery>) {
  const station = useStation();
  const marks = useMarks();
  /** Where a range begins. */
  const anchor = ref<number | null>(null);

  function toggle(position: number): void {
    const row = rows.rowAt(position);
    if (row !== undefined) marks.toggle(row);
    anchor.value = position;
  }

  /** Marks from the anchor, or from the cursor as it was, to a position: rows that are at hand. */
  function markTo(position: number): void {
    const from = anchor.value ?? position;
    anchor.value = from;
    const [first, last] = [Math.min(from, position), Math.max(from, position)];
    const some = Array.from({ length: Math.min(mostMarked, last - first + 1) }, (_, at) =>
      rows.rowAt(first + at),
    );
    marks.add(some.filter((one) => one !== undefined));
  }

  return {
    marks,
    toggle,
    markTo,
    pick(position: number, event: MouseEvent): void {
      if (event.shiftKey) {
        anchor.value ??= cursor.position.value;
        markTo(position);
      } else if (event.ctrlKey || event.metaKey) toggle(position);
      else anchor.value = position;
      void cursor.goTo(position);
    },
    mark(position: number, event: MouseEvent): void {
      if (event.shiftKey) markTo(position);
      else toggle(position);
    },
    /** Everything that was found, as far as one decision can be about it. */
    async markAll(): Promise<void> {
      const answer = await station.call.findInspections({
        ...{ ...query.value, position: 0, limit: mostMarked, upTo: rows.upTo.value },
      });
      marks.add(answer.inspections);
    },
  };
}
