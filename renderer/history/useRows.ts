import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import type { ReviewedInspection } from '../../electron/common/historyAnswers.ts';
import type { InspectionFilter, InspectionSort } from '../../electron/common/inspectionFilter.ts';
import type { ResultId } from '../../electron/common/inspection.ts';
import { useStation } from '../useStation.ts';

/** Rows asked for at once, and how many such pages are kept: the screen's memory does not depend on the log. */
const pageRows = 100;
const pagesKept = 12;
/** A search goes on with every question; this long between two. */
const askAgainMs = 150;

export interface RowQuery {
  readonly filter: InspectionFilter;
  readonly sort: InspectionSort;
}

/** The table of what is filtered, by position; pages are read as they are looked at and let go again. */
export function useRows(query: Ref<RowQuery>) {
  const station = useStation();
  /** Least lately used first. */
  const pages = new Map<number, readonly ReviewedInspection[]>();
  const loading = new Set<number>();
  const version = ref(0);
  const count = ref(0);
  const searched = ref(0);
  const cut = ref(false);
  const upTo = shallowRef<number | null>(null);
  const failure = ref<string | null>(null);
  /** Nothing is known of this query yet. */
  const isFirst = ref(true);
  let generation = 0;
  let wanted = { first: 0, last: 0 };
  let again: ReturnType<typeof setTimeout> | undefined;

  function begin(): void {
    generation += 1;
    clearTimeout(again);
    pages.clear();
    loading.clear();
    wanted = { first: 0, last: 0 };
    upTo.value = null;
    isFirst.value = true;
    failure.value = null;
    void load(0);
  }

  async function load(page: number): Promise<void> {
    if (loading.has(page)) return;
    loading.add(page);
    const mine = generation;
    try {
      const answer = await station.call.findInspections({
        ...{ ...query.value, position: page * pageRows, limit: pageRows, upTo: upTo.value },
      });
      if (mine !== generation) return;
      pages.delete(page);
      pages.set(page, answer.inspections);
      for (const oldest of pages.keys()) {
        if (pages.size <= pagesKept) break;
        pages.delete(oldest);
      }
      upTo.value = answer.upTo;
      count.value = answer.count;
      searched.value = answer.searched;
      cut.value = answer.cut;
      failure.value = null;
      isFirst.value = false;
      version.value += 1;
      loading.delete(page);
      const isWhole = answer.inspections.length === pageRows || answer.searched === 1;
      if (!isWhole) pages.delete(page);
      if (answer.searched < 1) searchOn();
      lookAt(wanted.first, wanted.last);
    } catch (error) {
      if (mine !== generation) return;
      loading.delete(page);
      failure.value = (error as Error).message;
      isFirst.value = false;
    }
  }

  function searchOn(): void {
    clearTimeout(again);
    again = setTimeout(() => void load(Math.floor(wanted.last / pageRows)), askAgainMs);
  }

  /** Reads what of these positions (inclusive) is missing, the last asked for first: what was scrolled past is left. */
  function lookAt(first: number, last: number): void {
    wanted = { first, last };
    if (upTo.value === null || loading.size >= 2) return;
    const end = Math.min(last, count.value - 1);
    for (let page = Math.floor(first / pageRows); page <= Math.floor(end / pageRows); page += 1) {
      const found = pages.get(page);
      if (found === undefined) {
        if (loading.size < 2) void load(page);
      } else {
        pages.delete(page);
        pages.set(page, found);
      }
    }
  }

  /** Undefined: not read yet. */
  function rowAt(position: number): ReviewedInspection | undefined {
    void version.value;
    return pages.get(Math.floor(position / pageRows))?.[position % pageRows];
  }

  /** Writes what became of a row over it, where it is at hand. */
  function replace(resultId: ResultId, change: (one: ReviewedInspection) => ReviewedInspection): void {
    for (const [page, rows] of pages) {
      const at = rows.findIndex((one) => one.resultId === resultId);
      if (at >= 0) pages.set(page, rows.with(at, change(rows[at]!)));
    }
    version.value += 1;
  }

  async function positionOf(at: { resultId: ResultId } | { time: string }): Promise<number | null> {
    const answer = await station.call.findPosition({ ...query.value, upTo: upTo.value, at });
    return answer.position;
  }

  watch(query, begin, { immediate: true });
  watch(station.link, (link) => {
    if (link !== 'live') return;
    loading.clear();
    if (failure.value !== null || isFirst.value) begin();
  });
  onScopeDispose(() => {
    generation += 1;
    clearTimeout(again);
  });

  return {
    count: computed(() => count.value),
    searched: computed(() => searched.value),
    cut: computed(() => cut.value),
    upTo: computed(() => upTo.value),
    isFirst: computed(() => isFirst.value),
    failure: computed(() => failure.value),
    rowAt,
    lookAt,
    replace,
    positionOf,
    readAgain: begin,
  };
}
export type Rows = ReturnType<typeof useRows>;
