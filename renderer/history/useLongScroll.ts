import { useVirtualizer } from '@tanstack/vue-virtual';
import { computed, nextTick, ref, watch, type Ref } from 'vue';
import { isNearEnd, segmentFor, segmentItems } from './longScroll.ts';

export interface LongItem {
  readonly index: number;
  /** The same for a place on the screen as it is scrolled, so that elements are used again. */
  readonly slot: number;
  /** Pixels from the top of what is laid out. */
  readonly topPx: number;
}

/** Scrolling through a list of any length with the elements of what is seen alone. */
export function useLongScroll(
  scroller: Readonly<Ref<HTMLElement | null>>,
  count: Ref<number>,
  itemPx: Ref<number>,
  overscan = 6,
) {
  const base = ref(0);
  const laidOut = computed(() => Math.min(segmentItems, Math.max(0, count.value - base.value)));
  const virtualizer = useVirtualizer(
    computed(() => {
      const size = itemPx.value;
      return {
        ...{ count: laidOut.value, overscan, estimateSize: () => size },
        getScrollElement: () => scroller.value,
      };
    }),
  );
  watch(itemPx, () => virtualizer.value.measure());

  const items = computed<readonly LongItem[]>(() => {
    const shown = virtualizer.value.getVirtualItems();
    return shown.map(({ index, start }) => ({
      ...{ index: base.value + index, topPx: start, slot: (base.value + index) % shown.length },
    }));
  });
  /** Items that are seen, in part at least. */
  const seen = computed(() => {
    const range = virtualizer.value.calculateRange();
    return { first: base.value + (range?.startIndex ?? 0), last: base.value + (range?.endIndex ?? 0) };
  });
  const heightPx = computed(() => laidOut.value * itemPx.value);

  /** The virtualizer hears of a scroll with the next frame only, which would show the stretch of before. */
  function setScrollTop(element: HTMLElement, topPx: number): void {
    element.scrollTop = topPx;
    element.dispatchEvent(new Event('scroll'));
  }

  /** Lays another stretch out; what is seen stays where it is. */
  function move(next: number): void {
    const element = scroller.value;
    if (element === null || next === base.value) return;
    const shiftPx = (base.value - next) * itemPx.value;
    base.value = next;
    void nextTick(() => setScrollTop(element, element.scrollTop + shiftPx));
  }
  watch(seen, (range) => {
    if (isNearEnd(range, base.value, count.value)) {
      move(segmentFor(Math.round((range.first + range.last) / 2), count.value));
    }
  });
  watch(count, (length) => {
    if (base.value > 0 && base.value + segmentItems > length) base.value = segmentFor(length, length);
  });

  /** start: as the first one seen; nearest: as little as is needed to see it. */
  async function scrollTo(index: number, align: 'start' | 'nearest'): Promise<void> {
    const element = scroller.value;
    if (element === null) return;
    const item = Math.min(count.value - 1, Math.max(0, index));
    if (item < base.value || item >= base.value + segmentItems || align === 'start') {
      base.value = segmentFor(item, count.value);
      await nextTick();
    }
    const topPx = (item - base.value) * itemPx.value;
    const bottomPx = topPx + itemPx.value - element.clientHeight;
    if (align === 'start' || topPx < element.scrollTop) setScrollTop(element, topPx);
    else if (bottomPx > element.scrollTop) setScrollTop(element, bottomPx);
  }

  return { items, seen, heightPx, scrollTo };
}
