import { nextTick, ref, shallowRef, watch } from 'vue';
import type { ReviewedInspection } from '../../electron/common/historyAnswers.ts';
import { openedInspection } from './historyChoice.ts';
import type { Rows } from './useRows.ts';

/** The row that is looked at. What is opened may lie outside the table, as a neighbour in time does. */
export function useCursor(rows: Rows) {
  /** Position in the table; null: none yet. */
  const position = ref<number | null>(null);
  const opened = shallowRef<ReviewedInspection | null>(null);

  /** What is opened follows the cursor as soon as its row is read. */
  watch(
    () => (position.value === null ? undefined : rows.rowAt(position.value)),
    (row) => {
      if (row !== undefined) open(row);
    },
  );

  /** After another filter or newer rows, what was opened stays opened where it still is. */
  watch(rows.isFirst, async (isFirst) => {
    if (isFirst) return void (position.value = null);
    const wished = openedInspection.value;
    const found = wished === null ? null : await rows.positionOf({ resultId: wished }).catch(() => null);
    if (rows.isFirst.value || position.value !== null) return;
    if (rows.count.value === 0) opened.value = null;
    position.value = rows.count.value === 0 ? null : Math.min(found ?? 0, rows.count.value - 1);
  });

  function open(row: ReviewedInspection): void {
    opened.value = row;
    openedInspection.value = row.resultId;
  }

  /** To a position, as far as there are rows. */
  async function goTo(next: number): Promise<void> {
    if (rows.count.value === 0) return;
    position.value = Math.min(rows.count.value - 1, Math.max(0, next));
    await nextTick();
    const row = rows.rowAt(position.value);
    if (row !== undefined) open(row);
  }

  return {
    position,
    opened,
    open,
    goTo,
    move: (by: number) => goTo((position.value ?? (by > 0 ? -1 : 0)) + by),
  };
}
export type Cursor = ReturnType<typeof useCursor>;
