/** Where scores stand in a picture, 0 at its left and 1 at its right edge. */
export interface ScoreScale {
  readonly place: (score: number) => number;
  /** The score at a place; `place` the other way round. */
  readonly scoreAt: (place: number) => number;
}

/**
 * A scale on which both the good images and bad ones a hundred times as far out can be seen: even from the least good
 * score to the limit, logarithmic beyond either, without a kink.
 */
export function scoreScale(goods: readonly number[], bads: readonly number[], limit: number): ScoreScale {
  const least = Math.min(limit, ...goods, ...bads);
  const most = Math.max(limit, ...goods, ...bads);
  const from = Math.min(limit, ...goods);
  const unit = limit - from || most - least || 1;
  const bent = (score: number): number =>
    score > limit
      ? 1 + Math.log1p((score - limit) / unit)
      : score < from
        ? (from - limit) / unit + 1 - Math.log1p((from - score) / unit)
        : 1 + (score - limit) / unit;
  const straight = (value: number): number => {
    const start = 1 + (from - limit) / unit;
    if (value > 1) return limit + unit * Math.expm1(value - 1);
    return value < start ? from - unit * Math.expm1(start - value) : limit + unit * (value - 1);
  };
  const [low, high] = [bent(least), bent(most)];
  const margin = 0.02 * (high - low || 1);
  const width = high - low + 2 * margin;
  return {
    place: (score) => (bent(score) - low + margin) / width,
    scoreAt: (place) => straight(low - margin + place * width),
  };
}

/** The number with the fewest digits in from..to, from < to: a multiple of the largest of 1, 2, 5 times a power of ten. */
export function roundestWithin(from: number, to: number): number {
  const largest = Math.max(Math.abs(from), Math.abs(to));
  for (let power = 10 ** Math.ceil(Math.log10(largest)); ; power /= 10) {
    for (const factor of [5, 2, 1]) {
      const step = factor * power;
      const multiple = Math.ceil(from / step);
      if (multiple * step <= to) return multiple === 0 ? 0 : Number((multiple * step).toPrecision(12));
    }
  }
}
