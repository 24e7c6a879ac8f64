/** Classes of a heat map's cells by their count: at most `most`, whole numbers, from 1 to the highest. */
export interface HeatStep {
  readonly from: number;
  readonly to: number;
}

export function heatSteps(highest: number, most = 5): HeatStep[] {
  if (highest < 1) return [];
  const size = Math.ceil(highest / most);
  const count = Math.ceil(highest / size);
  return Array.from({ length: count }, (_, index) => ({
    from: index * size + 1,
    to: index === count - 1 ? highest : (index + 1) * size,
  }));
}

/** Index of the step a count lies in; -1 for 0. */
export function heatStepOf(count: number, steps: readonly HeatStep[]): number {
  return steps.findIndex(({ from, to }) => count >= from && count <= to);
}

/** Cells of a grid along and across a region of this shape, about as wide as high, the longer side `longest`. */
export function heatGrid(width: number, height: number, longest = 20): { columns: number; rows: number } {
  const shorter = (share: number) => Math.max(4, Math.round(longest * share));
  return width >= height
    ? { columns: longest, rows: shorter(height / width) }
    : { columns: shorter(width / height), rows: longest };
}
