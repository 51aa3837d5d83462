import type { CellTest } from './cell.ts'
import type { InputValue } from './contract.ts'

/**
 * A column of a decision table divides its values into classes that no cell tells apart: for numbers the
 * bounds and the gaps between them, for text and booleans the values named and all others, and last the
 * missing value. A row is then a set of classes a column, and a table a finite thing that can be searched,
 * and checked for gaps and overlaps, exactly.
 */
export interface Column {
  /** Classes of present values are 0..classes-1; `classes` is the missing value. */
  classes: number
  /** Classes below this can come; above it are values outside the codes that the input declares. */
  declared: number
  classOf: (value: InputValue) => number
  /** The classes of present values that a cell accepts, as ranges with both ends included. */
  spans: (cell: CellTest) => readonly Span[]
  /** The class in words, for a gap that is reported. */
  textOf: (index: number) => string
}

export type Span = readonly [from: number, to: number]

export function numberColumn(cells: readonly CellTest[]): Column {
  const bounds = new Set<number>()
  for (const cell of cells)
    if (cell.kind === 'intervals')
      for (const { low, high } of cell.intervals)
        for (const bound of [low, high]) if (Number.isFinite(bound)) bounds.add(bound)
  const sorted = Float64Array.from(bounds).sort()
  const classes = sorted.length * 2 + 1
  return {
    classes,
    declared: classes,
    classOf: (value) => (value === null ? classes : numberClass(sorted, value as number)),
    spans: (cell) => {
      if (cell.kind !== 'intervals') return whole(cell, classes)
      return cell.intervals.map(({ low, lowClosed, high, highClosed }) => [
        low === -Infinity ? 0 : numberClass(sorted, low) + (lowClosed ? 0 : 1),
        high === Infinity ? classes - 1 : numberClass(sorted, high) - (highClosed ? 0 : 1),
      ])
    },
    textOf: (index) => {
      if (index % 2 === 1) return String(sorted[index >> 1])
      const [low, high] = [sorted[index / 2 - 1], sorted[index / 2]]
      if (low === undefined && high === undefined) return 'any number'
      return low === undefined ? `< ${high}` : high === undefined ? `> ${low}` : `(${low}..${high})`
    },
  }
}

/** Odd classes are the bounds, even ones the open gaps below, between and above them. */
function numberClass(bounds: Float64Array, value: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (bounds[middle]! < value) low = middle + 1
    else high = middle
  }
  return bounds[low] === value ? low * 2 + 1 : low * 2
}

const whole = (cell: CellTest, classes: number): readonly Span[] =>
  cell.kind === 'presence' && cell.missing ? [] : [[0, classes - 1]]

/** `codes` closes the set of values: then no other value can come. */
export function valueColumn(
  cells: readonly CellTest[],
  codes: readonly (string | boolean)[] | undefined,
): Column {
  const named = new Set<string | boolean>(codes)
  for (const cell of cells) if (cell.kind === 'values') for (const value of cell.values) named.add(value)
  const values = [...named]
  const indices = new Map<InputValue, number>(values.map((value, index) => [value, index]))
  const others = values.length
  const classes = others + 1
  indices.set(null, classes)
  return {
    classes,
    declared: codes ? others : classes,
    classOf: (value) => indices.get(value) ?? others,
    spans: (cell) => {
      if (cell.kind !== 'values') return whole(cell, classes)
      if (!cell.negated) return [...cell.values].map((value) => [indices.get(value)!, indices.get(value)!])
      const kept = values.flatMap((value, index): Span[] => (cell.values.has(value) ? [] : [[index, index]]))
      return [...kept, [others, others]]
    },
    textOf: (index) => (index === others ? 'any other value' : String(values[index])),
  }
}

/** A missing value: 'yes' when the cell accepts it, 'unknown' when the cell cannot be told, 'no' otherwise. */
export function acceptsMissing(cell: CellTest): 'yes' | 'no' | 'unknown' {
  if (cell.kind === 'any') return 'yes'
  if (cell.kind === 'presence') return cell.missing ? 'yes' : 'no'
  return 'unknown'
}
