/** Mean and shrunk covariance of a sample. */
export interface ShrunkCovariance {
  readonly mean: Float64Array;
  /** size x size, row-major, symmetric, positive definite unless all rows are equal. */
  readonly covariance: Float64Array;
  /** Weight of the scaled identity, 0..1. */
  readonly shrinkage: number;
}

/**
 * Covariance shrunk towards a multiple of the identity by the weight that minimises the expected squared error
 * (Ledoit and Wolf 2004, "A well-conditioned estimator for large-dimensional covariance matrices"), as
 * scikit-learn's LedoitWolf; usable with fewer rows than columns. `data` is rows x columns, row-major.
 */
export function ledoitWolf(data: ArrayLike<number>, columns: number): ShrunkCovariance {
  const rows = data.length / columns;
  if (!(Number.isInteger(rows) && rows >= 2)) {
    throw new RangeError(
      `ledoitWolf: needs two or more rows of ${columns} numbers, got ${data.length} numbers.`,
    );
  }
  const mean = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) mean[i % columns]! += data[i]! / rows;
  const centred = Float64Array.from({ length: data.length }, (_, i) => data[i]! - mean[i % columns]!);

  const covariance = new Float64Array(columns * columns);
  const fourth = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    const at = row * columns;
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < columns; j++) {
        const product = centred[at + i]! * centred[at + j]!;
        covariance[i * columns + j]! += product / rows;
        fourth[i * columns + j]! += (product * product) / rows;
      }
    }
  }
  let trace = 0;
  for (let i = 0; i < columns; i++) trace += covariance[i * columns + i]!;
  const scale = trace / columns;

  let squares = 0;
  let noise = 0;
  for (let k = 0; k < covariance.length; k++) {
    squares += covariance[k]! ** 2;
    noise += (fourth[k]! - covariance[k]! ** 2) / rows;
  }
  const distance = squares - columns * scale * scale;
  const shrinkage = noise === 0 ? 0 : Math.min(1, noise / distance);
  for (let k = 0; k < covariance.length; k++) covariance[k]! *= 1 - shrinkage;
  for (let i = 0; i < columns; i++) covariance[i * columns + i]! += shrinkage * scale;
  return { mean, covariance, shrinkage };
}
