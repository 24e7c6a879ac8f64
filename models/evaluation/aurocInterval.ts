/** Two-sided 95 % of the normal distribution. */
const z = 1.959963984540054;

/**
 * Two-sided 95 % interval of the true AUROC behind `value` seen with so many images (Newcombe 2006, "Confidence
 * intervals for an effect size measure based on the Mann-Whitney statistic, part 2", method 5: the Hanley-McNeil
 * variance at the bound itself, with both sample sizes replaced by their mean in its inner terms). Within 0..1 and,
 * unlike DeLong's, not of zero width when good and bad are fully apart.
 */
export function aurocInterval(value: number, goods: number, bads: number): readonly [number, number] {
  if (!(value >= 0 && value <= 1 && goods >= 1 && bads >= 1)) {
    throw new RangeError(
      `aurocInterval: needs a value in 0..1 with at least one image a side, got ${value} with ${goods} good and ${bads} bad.`,
    );
  }
  const inner = (goods + bads) / 2 - 1;
  const deviation = (theta: number): number =>
    z *
    Math.sqrt(
      (theta * (1 - theta) * (1 + (inner * (1 - theta)) / (2 - theta) + (inner * theta) / (1 + theta))) /
        (goods * bads),
    );
  const bound = (end: 0 | 1): number => {
    let [inside, outside] = [value, end as number];
    while (Math.abs(outside - inside) > 1e-12) {
      const middle = (inside + outside) / 2;
      if (Math.abs(value - middle) < deviation(middle)) inside = middle;
      else outside = middle;
    }
    return (inside + outside) / 2;
  };
  return [value === 0 ? 0 : bound(0), value === 1 ? 1 : bound(1)];
}
