import type { Ref } from 'vue';
import type { Cursor } from './useCursor.ts';

export interface HistoryKeys {
  readonly cursor: Cursor;
  readonly count: Ref<number>;
  /** Images beside each other; 1: a table. */
  readonly columns: () => number;
  readonly toggleMark: () => void;
  /** Marks from where the last mark was to the cursor. */
  readonly markTo: (position: number) => void;
  readonly enlarge: () => void;
  /** True when there was something to leave. */
  readonly leave: () => boolean;
  readonly decide: (decision: 'pass' | 'fail') => void;
}

const writing = 'input, textarea, select, [contenteditable], dialog, [role=radiogroup]';
const pageLines = 10;

/** Keys that lead through the images and decide on them, wherever in the view the keyboard is but where words are written. */
export function useHistoryKeys(keys: HistoryKeys): (event: KeyboardEvent) => void {
  const { cursor } = keys;

  function targetOf(key: string): number | null {
    const at = cursor.position.value ?? 0;
    const columns = keys.columns();
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + columns,
      ArrowUp: at - columns,
      PageDown: at + columns * pageLines,
      PageUp: at - columns * pageLines,
      Home: 0,
      End: keys.count.value - 1,
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
    };
    const target = Object.hasOwn(moves, key) ? moves[key] : undefined;
    return target === undefined ? null : Math.min(keys.count.value - 1, Math.max(0, target));
  }

  const acts: Readonly<Record<string, () => boolean>> = {
    p: () => (keys.decide('pass'), true),
    f: () => (keys.decide('fail'), true),
    ' ': () => (keys.toggleMark(), true),
    Enter: () => (keys.enlarge(), true),
    Escape: () => keys.leave(),
  };

  return (event) => {
    const target = event.target as HTMLElement;
    const isOwn = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey;
    if (isOwn || target.closest(writing) !== null || keys.count.value === 0) return;
    const next = targetOf(event.key);
    if (next !== null) {
      event.preventDefault();
      void cursor.goTo(next);
      if (event.shiftKey) keys.markTo(next);
      return;
    }
    // Space and Enter press the button they are on.
    if ((event.key === ' ' || event.key === 'Enter') && target.closest('button, a') !== null) return;
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act?.() === true) event.preventDefault();
  };
}
