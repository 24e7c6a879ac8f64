/**
 * Rows chosen so that none of `data` (rows x columns) is far from the nearest chosen: the row nearest to the mean, then
 * always the one farthest from those chosen (Gonzalez 1985, at most twice the best possible distance). All rows in
 * their order when there are no more than `count`.
 * @returns row indices.
 */
export function kCenters(data: Float32Array, columns: number, count: number): number[] {
  const rows = data.length / columns;
  if (rows <= count) return Array.from({ length: rows }, (_, row) => row);
  const chosen = [nearestToMean(data, columns)];
  const distances = new Float64Array(rows).fill(Infinity);
  /** Which of the chosen each row is nearest to. */
  const nearest = new Int32Array(rows);
  const apart = new Float64Array(count);
  for (;;) {
    const last = chosen.length - 1;
    const centre = chosen[last]!;
    for (let k = 0; k < last; k++) apart[k] = squaredDistance(data, columns, centre, chosen[k]!);
    let farthest = 0;
    for (let row = 0; row < rows; row++) {
      // By the triangle inequality the new one is no nearer when it lies twice as far from the nearest.
      if (last === 0 || apart[nearest[row]!]! < 4 * distances[row]!) {
        const squared = squaredDistance(data, columns, centre, row);
        if (squared < distances[row]!) {
          distances[row] = squared;
          nearest[row] = last;
        }
      }
      if (distances[row]! > distances[farthest]!) farthest = row;
    }
    if (chosen.length === count) return chosen;
    chosen.push(farthest);
  }
}

function nearestToMean(data: Float32Array, columns: number): number {
  const rows = data.length / columns;
  const withMean = new Float32Array(data.length + columns);
  withMean.set(data);
  data.forEach((value, i) => (withMean[data.length + (i % columns)]! += value / rows));
  let best = 0;
  let least = Infinity;
  for (let row = 0; row < rows; row++) {
    const squared = squaredDistance(withMean, columns, rows, row);
    if (squared < least) [best, least] = [row, squared];
  }
  return best;
}

function squaredDistance(data: Float32Array, columns: number, a: number, b: number): number {
  let squared = 0;
  for (let i = a * columns, j = b * columns, end = i + columns; i < end; i++, j++) {
    const difference = data[i]! - data[j]!;
    squared += difference * difference;
  }
  return squared;
}
