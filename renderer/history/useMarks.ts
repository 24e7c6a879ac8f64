import { computed, shallowRef } from 'vue';
import type { ReviewedInspection } from '../../electron/common/historyAnswers.ts';
import type { ResultId } from '../../electron/common/inspection.ts';

/** As many as one decision can be about. */
export const mostMarked = 500;

/** The inspections that a decision will be about, as they were when they were marked. */
export function useMarks() {
  const marks = shallowRef<ReadonlyMap<ResultId, ReviewedInspection>>(new Map());

  function toggle(one: ReviewedInspection): void {
    const next = new Map(marks.value);
    if (!next.delete(one.resultId) && next.size < mostMarked) next.set(one.resultId, one);
    marks.value = next;
  }

  function add(some: readonly ReviewedInspection[]): void {
    const next = new Map(marks.value);
    for (const one of some) if (next.size < mostMarked) next.set(one.resultId, one);
    marks.value = next;
  }

  return {
    marks,
    count: computed(() => marks.value.size),
    has: (resultId: ResultId | undefined) => resultId !== undefined && marks.value.has(resultId),
    toggle,
    add,
    clear: () => void (marks.value = new Map()),
  };
}
export type Marks = ReturnType<typeof useMarks>;
