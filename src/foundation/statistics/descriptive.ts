/** All of these skip NaN, which stands for a missing number; of nothing they are NaN. */

export function mean(values: Float64Array): number {
  let [sum, count] = [0, 0]
  for (const value of values)
    if (value === value) {
      sum += value
      count++
    }
  return sum / count
}

/** Population standard deviation, in two passes. */
export function standardDeviation(values: Float64Array): number {
  const center = mean(values)
  let [sum, count] = [0, 0]
  for (const value of values)
    if (value === value) {
      sum += (value - center) ** 2
      count++
    }
  return Math.sqrt(sum / count)
}

/** Linear interpolation between order statistics (type 7 of Hyndman & Fan 1996, the default of R and NumPy). */
export function quantile(values: Float64Array, share: number): number {
  const sorted = values.filter((value) => value === value).sort()
  if (sorted.length === 0) return Number.NaN
  const position = (sorted.length - 1) * share
  const below = Math.floor(position)
  const rest = position - below
  return rest === 0 ? sorted[below]! : sorted[below]! * (1 - rest) + sorted[below + 1]! * rest
}

export function median(values: Float64Array): number {
  return quantile(values, 0.5)
}

/** Pearson's r of two columns without missing values; 0 when one does not vary. */
export function correlation(left: Float64Array, right: Float64Array): number {
  const [leftMean, rightMean] = [mean(left), mean(right)]
  let [both, leftSquares, rightSquares] = [0, 0, 0]
  for (let row = 0; row < left.length; row++) {
    const [x, y] = [left[row]! - leftMean, right[row]! - rightMean]
    both += x * y
    leftSquares += x * x
    rightSquares += y * y
  }
  const scale = Math.sqrt(leftSquares * rightSquares)
  return scale > 0 ? both / scale : 0
}
