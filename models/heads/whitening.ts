/**
 * The lower triangular W with W * covariance * transposed(W) = identity: |W * d|^2 is the squared Mahalanobis
 * distance of d. Inverse of the Cholesky factor; size x size, row-major.
 * Throws when the matrix is not positive definite.
 */
export function whitening(covariance: Float64Array, size: number): Float64Array {
  const lower = cholesky(covariance, size);
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = row === column ? 1 : 0;
      for (let k = column; k < row; k++) sum -= lower[row * size + k]! * inverse[k * size + column]!;
      inverse[row * size + column] = sum / lower[row * size + row]!;
    }
  }
  return inverse;
}

function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) sum -= lower[row * size + k]! * lower[column * size + k]!;
      if (row !== column) {
        lower[row * size + column] = sum / lower[column * size + column]!;
      } else if (sum > 0) {
        lower[row * size + row] = Math.sqrt(sum);
      } else {
        throw new RangeError(`whitening: the covariance is not positive definite, pivot ${row} is ${sum}.`);
      }
    }
  }
  return lower;
}
