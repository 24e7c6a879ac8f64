/** Where scores stand in a picture, 0 at its left and 1 at its right edge. */
export interface ScoreScale {
  readonly place: (score: number) => number;
  /** The score at a place; `place` the other way round. */
  readonly scoreAt: (place: number) => number;
}

/** What a scale is laid out by, raw scores: least <= from <= limit <= most. */
export interface ScoreExtent {
  /** Least and largest score to be shown. */
  readonly least: number;
  readonly most: number;
  /** Even from here to the limit. */
  readonly from: number;
  readonly limit: number;
}

/** `scaleOver` all scores, even from the least good one to the limit. */
export function scoreScale(goods: readonly number[], bads: readonly number[], limit: number): ScoreScale {
  return scaleOver({
    least: Math.min(limit, ...goods, ...bads),
    most: Math.max(limit, ...goods, ...bads),
    from: Math.min(limit, ...goods),
    limit,
  });
}

/**
 * A scale on which both the good images and bad ones a hundred times as far out can be seen: even from `from` to the limit,
 * logarithmic beyond either, without a kink.
 */
export function scaleOver({ least, most, from, limit }: ScoreExtent): ScoreScale {
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

/** Round scores at least `apart` (a share of the scale) from each other, by rising place. */
export function roundScores({ place, scoreAt }: ScoreScale, apart: number): number[] {
  const values: number[] = [];
  const window = apart / 2;
  for (let at = 0.03; at + window < 1;) {
    const value = roundestWithin(scoreAt(at), scoreAt(at + window));
    values.push(value);
    at = place(value) + apart - window / 2;
  }
  return values;
}
