/** Middle of the values, mean of the two middle ones when they are even in number. Throws when there are none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('median: there are no values.');
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
