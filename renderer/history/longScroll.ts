/** Items of a long list that are laid out at once; see `segmentFor`. */
export const segmentItems = 20_000;

/**
 * First item of the stretch to lay out, so that `item` lies in it with room on both sides. A browser lays out no more than some
 * 33 million pixels, and what is laid out costs memory: of a list of millions only a stretch about what is looked at exists.
 */
export function segmentFor(item: number, count: number, length = segmentItems): number {
  if (count <= length) return 0;
  const middle = Math.round(item - length / 2);
  return Math.min(count - length, Math.max(0, middle));
}

/** Whether items `first` to `last` are so near an end of the stretch that it should move. */
export function isNearEnd(
  { first, last }: { first: number; last: number },
  base: number,
  count: number,
  length = segmentItems,
): boolean {
  if (count <= length) return base !== 0;
  const room = Math.floor(length / 10);
  return (base > 0 && first - base < room) || (base + length < count && base + length - last < room);
}
