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

  /** Stretches that are laid out but not scrolled to yet: until then what is seen means nothing. */
  let moving = 0;
  async function layOut(next: number, topPxOf: (element: HTMLElement) => number): Promise<void> {
    const element = scroller.value;
    if (element === null) return;
    const topPx = topPxOf(element);
    moving += 1;
    base.value = next;
    await nextTick();
    setScrollTop(element, topPx);
    moving -= 1;
  }

  /** Near an end of the stretch another one is laid out; what is seen stays where it is. */
  watch(seen, ({ first, last }) => {
    if (moving > 0 || !isNearEnd({ first, last }, base.value, count.value)) return;
    const next = segmentFor(Math.round((first + last) / 2), count.value);
    const shiftPx = (base.value - next) * itemPx.value;
    if (shiftPx !== 0) void layOut(next, ({ scrollTop }) => scrollTop + shiftPx);
  });
  watch(count, (length) => {
    if (base.value > 0 && base.value + segmentItems > length) base.value = segmentFor(length, length);
  });

  /** start: as the first one seen; nearest: as little as is needed to see it. */
  async function scrollTo(index: number, align: 'start' | 'nearest'): Promise<void> {
    const element = scroller.value;
    if (element === null) return;
    const item = Math.min(count.value - 1, Math.max(0, index));
    const isLaidOut = item >= base.value && item < base.value + laidOut.value;
    const next = isLaidOut ? base.value : segmentFor(item, count.value);
    const topPx = (item - next) * itemPx.value;
    const bottomPx = topPx + itemPx.value - element.clientHeight;
    if (!isLaidOut || align === 'start')
      await layOut(next, () => (item > next && align === 'nearest' ? bottomPx : topPx));
    else if (topPx < element.scrollTop) setScrollTop(element, topPx);
    else if (bottomPx > element.scrollTop) setScrollTop(element, bottomPx);
  }

  return { items, seen, heightPx, scrollTo };
}
