/** Rows of the table of distances, used again by every call: a large set asks for tens of millions. */
const scratch = [new Int32Array(256), new Int32Array(256), new Int32Array(256)] as const

/**
 * Damerau-Levenshtein distance (optimal string alignment: insert, drop, replace, swap neighbors), given up above the
 * bound: then the answer is the bound plus one. Names differ by a slip or by more than can be counted.
 */
export function editDistance(one: string, other: string, bound: number): number {
  if (one === other) return 0
  const [rows, columns] = [one.length, other.length]
  if (Math.abs(rows - columns) > bound) return bound + 1
  const long = columns >= scratch[0].length
  let [before, above, current]: [Int32Array, Int32Array, Int32Array] = long
    ? [new Int32Array(columns + 1), new Int32Array(columns + 1), new Int32Array(columns + 1)]
    : [...scratch]
  for (let column = 0; column <= columns; column++) above[column] = column
  for (let row = 1; row <= rows; row++) {
    current[0] = row
    let least = row
    for (let column = 1; column <= columns; column++) {
      const same = one.charCodeAt(row - 1) === other.charCodeAt(column - 1)
      let cost = Math.min(above[column]! + 1, current[column - 1]! + 1, above[column - 1]! + (same ? 0 : 1))
      const swapped =
        row > 1 &&
        column > 1 &&
        one.charCodeAt(row - 1) === other.charCodeAt(column - 2) &&
        one.charCodeAt(row - 2) === other.charCodeAt(column - 1)
      if (swapped) cost = Math.min(cost, before[column - 2]! + 1)
      current[column] = cost
      if (cost < least) least = cost
    }
    if (least > bound) return bound + 1
    ;[before, above, current] = [above, current, before]
  }
  return Math.min(above[columns]!, bound + 1)
}

/** Codes of the pairs of neighboring characters, sorted, each once; a single character stands for itself. */
export function pairCodes(text: string): Int32Array {
  if (text.length < 2) return text.length === 0 ? new Int32Array(0) : Int32Array.of(text.charCodeAt(0))
  const codes = new Set<number>()
  for (let place = 1; place < text.length; place++)
    codes.add((text.charCodeAt(place - 1) << 16) | text.charCodeAt(place))
  return Int32Array.from(codes).sort()
}

/** Codes that two sorted sets share, by the sum of their weights; `weights` go with the codes of the first. */
export function commonWeight(one: Int32Array, other: Int32Array, weights: Float64Array | undefined): number {
  let common = 0
  for (let left = 0, right = 0; left < one.length && right < other.length; ) {
    const [a, b] = [one[left]!, other[right]!]
    if (a === b) {
      common += weights === undefined ? 1 : weights[left]!
      left++
      right++
    } else if (a < b) left++
    else right++
  }
  return common
}
