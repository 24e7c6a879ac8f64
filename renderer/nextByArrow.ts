/** Index that a key leads to in a row or list of `count` things, or null when the key leads nowhere. Does not wrap. */
export function nextByArrow(key: string, index: number, count: number, page = 10): number | null {
  if (count === 0) return null;
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: index - 1,
    ArrowUp: index - 1,
    ArrowRight: index + 1,
    ArrowDown: index + 1,
    Home: 0,
    End: count - 1,
    PageUp: index - page,
    PageDown: index + page,
  };
  const target = Object.hasOwn(moves, key) ? moves[key] : undefined;
  return target === undefined ? null : Math.min(count - 1, Math.max(0, target));
}
