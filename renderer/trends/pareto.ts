/** Bars of a Pareto chart: most frequent first, each with the share of it and all before. */
export interface ParetoBar<Item> {
  readonly item: Item;
  readonly count: number;
  /** 0..1. */
  readonly cumulative: number;
}

export function pareto<Item extends { readonly count: number }>(items: readonly Item[]): ParetoBar<Item>[] {
  const sorted = items.toSorted((a, b) => b.count - a.count);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  let before = 0;
  return sorted.map((item) => {
    before += item.count;
    return { item, count: item.count, cumulative: before / total };
  });
}
