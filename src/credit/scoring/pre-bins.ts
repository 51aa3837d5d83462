import { treeEdges } from './tree-edges.ts'

/**
 * Pre-bins of a numeric column: up to some hundred cells of about equal size, or one a distinct value where
 * there are few. A value that many rows share has a cell of its own. Cells are [edge, next edge).
 */
export interface PreBins {
  /** Lower edge of each cell; the first is -Infinity. */
  edges: Float64Array
  goods: Float64Array
  bads: Float64Array
  /** Cell of each row; `absent` for rows without a number and for special values. */
  cellOf: Uint16Array
}

export const absent = 65535

/** Enough rows to place the edges of a thousand cells. */
const sampleRows = 65_536

const fineCells = 1024
/** So many are solved directly: every distinct value of a small table is a possible cut. */
const directCellsMax = 256
const smallTableRows = 5000
const smallTableCellsMax = 640
const evenCells = 50
const informedCells = 50
const treeLeaves = 40

/** Cells to solve over, each a run of the fine cells that the cuts are then moved within. */
export interface SolvableCells {
  fine: PreBins
  /** First fine cell of each. */
  first: number[]
  goods: Float64Array
  bads: Float64Array
}

/**
 * The cells for a proven optimum over much data: first a thousand of equal size, then every twentieth edge, so that
 * bins of any size can be made, the edges that a tree would choose, and the others across which the bad rate
 * changes most.
 */
export function cutWhereItMatters(
  values: Float64Array,
  labels: Uint8Array,
  rowsMin: number,
  specials: readonly number[] = [],
): SolvableCells {
  const fine = cutIntoPreBins(values, labels, fineCells, specials)
  const count = fine.edges.length
  if (count <= (values.length <= smallTableRows ? smallTableCellsMax : directCellsMax)) return allCells(fine)
  const ofTree = treeEdges(fine, treeLeaves, rowsMin)
  const isKept = (cell: number) => cell % Math.ceil(count / evenCells) === 0 || ofTree.has(cell)
  const first = mergeAlike(fine, isKept, evenCells + informedCells)
  const sums = (cells: Float64Array) =>
    Float64Array.from(first, (from, index) => {
      let sum = 0
      for (let cell = from; cell < (first[index + 1] ?? count); cell++) sum += cells[cell]!
      return sum
    })
  return { fine, first, goods: sums(fine.goods), bads: sums(fine.bads) }
}

export function allCells(fine: PreBins): SolvableCells {
  return { fine, first: Array.from(fine.edges.keys()), goods: fine.goods, bads: fine.bads }
}

/** First cells of what remains when the two most alike neighbors are merged again and again (ChiMerge, Kerber 1992). */
function mergeAlike(fine: PreBins, isKept: (cell: number) => boolean, wanted: number): number[] {
  const blocks = Array.from(fine.goods, (goods, cell) => ({ cell, goods, bads: fine.bads[cell]! }))
  const distance = (index: number) => {
    const [left, right] = [blocks[index - 1], blocks[index]!]
    return !left || isKept(right.cell) ? Number.POSITIVE_INFINITY : chiSquare(left, right)
  }
  const distances = blocks.map((_, index) => distance(index))
  while (blocks.length > wanted) {
    let least = 1
    for (let index = 2; index < distances.length; index++)
      if (distances[index]! < distances[least]!) least = index
    const [right] = blocks.splice(least, 1)
    distances.splice(least, 1)
    const left = blocks[least - 1]!
    blocks[least - 1] = { cell: left.cell, goods: left.goods + right!.goods, bads: left.bads + right!.bads }
    for (const index of [least - 1, least])
      if (index > 0 && index < blocks.length) distances[index] = distance(index)
  }
  return blocks.map(({ cell }) => cell)
}

function chiSquare(left: { goods: number; bads: number }, right: { goods: number; bads: number }): number {
  const [leftRows, rightRows] = [left.goods + left.bads, right.goods + right.bads]
  const cross = left.goods * right.bads - right.goods * left.bads
  const margins = leftRows * rightRows * (left.goods + right.goods) * (left.bads + right.bads)
  return margins > 0 ? (cross * cross * (leftRows + rightRows)) / margins : 0
}

export function cutIntoPreBins(
  values: Float64Array,
  labels: Uint8Array,
  cellsMax: number,
  specials: readonly number[] = [],
): PreBins {
  const edges = cellEdges(orderedSample(values, specials), cellsMax)
  const cells = edges.length
  const [goods, bads] = [new Float64Array(cells), new Float64Array(cells)]
  const cellOf = new Uint16Array(values.length)
  // Padded to a power of two, so that each search takes the same steps without a bound check.
  let width = 1
  while (width < cells) width *= 2
  const padded = new Float64Array(width).fill(Number.POSITIVE_INFINITY)
  padded.set(edges)
  const counts = new Uint32Array(2 * width)
  const hasSpecials = specials.length > 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value !== value || (hasSpecials && specials.includes(value))) {
      cellOf[row] = absent
      continue
    }
    let cell = 0
    for (let half = width >> 1; half > 0; half >>= 1) if (padded[cell + half]! <= value) cell += half
    if (cell >= cells) cell = cells - 1
    cellOf[row] = cell
    counts[2 * cell + labels[row]!] = counts[2 * cell + labels[row]!]! + 1
  }
  for (let cell = 0; cell < cells; cell++) {
    goods[cell] = counts[2 * cell]!
    bads[cell] = counts[2 * cell + 1]!
  }
  return { edges, goods, bads, cellOf }
}

/** The present values in order; of a long column one of each stretch, at a place that no period of the data can match. */
function orderedSample(values: Float64Array, specials: readonly number[]): Float64Array {
  const stretch = Math.max(1, Math.floor(values.length / sampleRows))
  const sample = new Float64Array(Math.ceil(values.length / stretch))
  let taken = 0
  let state = 12345
  for (let from = 0; from < values.length; from += stretch) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const value = values[Math.min(from + (state % stretch), values.length - 1)]!
    if (value === value && !specials.includes(value)) sample[taken++] = value
  }
  return sample.subarray(0, taken).sort()
}

function cellEdges(sorted: Float64Array, cellsMax: number): Float64Array {
  const distinct = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1])
  const edges = [Number.NEGATIVE_INFINITY]
  const add = (edge: number | undefined) => {
    if (edge !== undefined && edge > edges.at(-1)! && edge > distinct[0]!) edges.push(edge)
  }
  if (distinct.length <= cellsMax) {
    for (const value of distinct) add(value)
    return Float64Array.from(edges)
  }
  for (let cell = 1; cell < cellsMax; cell++) {
    const position = Math.floor((sorted.length * cell) / cellsMax)
    const value = sorted[position]!
    add(value)
    // A run that fills the cell ends at the next greater value: the shared value stands alone.
    const next = Math.floor((sorted.length * (cell + 1)) / cellsMax)
    if (sorted[Math.min(next, sorted.length - 1)] === value || sorted[position - 1] === value)
      add(following(sorted, position))
  }
  return Float64Array.from(edges.slice(0, absent))
}

/** The first value above the one at `position`. */
function following(sorted: Float64Array, position: number): number | undefined {
  let [low, high] = [position, sorted.length]
  const value = sorted[position]!
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! > value) high = middle
    else low = middle + 1
  }
  return sorted[low]
}
