/** Value at share 0..1 of the sorted values, by nearest rank. Throws when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
  if (value === undefined) throw new RangeError('A percentile needs at least one value.');
  return value;
}

/** Rounded to so many decimals, for printing. */
export function rounded(value: number, decimals = 1): number {
  return Number(value.toFixed(decimals));
}
