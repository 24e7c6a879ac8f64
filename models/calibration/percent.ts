/** A share 0..1 as people read it, e.g. `0.5 %`; a bound is rounded up, so that the text never promises more than the number. */
export function percent(share: number, rounding: 'nearest' | 'up' = 'nearest'): string {
  const scale = share < 0.0001 ? 10_000 : share < 0.01 ? 100 : 10;
  const scaled = 100 * share * scale;
  // What floating point adds to 0.005 is no reason to round it up.
  return `${(rounding === 'up' ? Math.ceil(scaled - 1e-9) : Math.round(scaled)) / scale} %`;
}
