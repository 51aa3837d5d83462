/**
 * Small dense algebra: symmetric positive definite matrices of up to a few hundred rows, row-major in a
 * Float64Array. Not for anything large.
 */

/** Lower Cholesky factor in place of a copy; undefined when the matrix is not positive definite. */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array | undefined {
  const factor = Float64Array.from(matrix)
  for (let column = 0; column < size; column++) {
    let pivot = factor[column * size + column]!
    for (let k = 0; k < column; k++) pivot -= factor[column * size + k]! ** 2
    if (!(pivot > 0)) return undefined
    const root = Math.sqrt(pivot)
    factor[column * size + column] = root
    for (let row = column + 1; row < size; row++) {
      let sum = factor[row * size + column]!
      for (let k = 0; k < column; k++) sum -= factor[row * size + k]! * factor[column * size + k]!
      factor[row * size + column] = sum / root
    }
  }
  return factor
}

/** Solves L·Lᵀ·x = right. */
export function choleskySolve(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = Float64Array.from(right)
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) x[row] = x[row]! - factor[row * size + k]! * x[k]!
    x[row] = x[row]! / factor[row * size + row]!
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) x[row] = x[row]! - factor[k * size + row]! * x[k]!
    x[row] = x[row]! / factor[row * size + row]!
  }
  return x
}

/** The diagonal of the inverse; undefined when the matrix is not positive definite. */
export function inverseDiagonal(matrix: Float64Array, size: number): Float64Array | undefined {
  const factor = choleskyFactor(matrix, size)
  if (!factor) return undefined
  return Float64Array.from({ length: size }, (_, index) => {
    const unit = new Float64Array(size)
    unit[index] = 1
    return choleskySolve(factor, size, unit)[index]!
  })
}
