import type { CellTest } from './cell.ts'
import { acceptsMissing, type Column } from './column.ts'

/**
 * The index of a decision table: for each column and class of values a bit set of the rows that accept it,
 * with a summary of one bit for 32 rows. A look-up takes the class of each column (found by a hash or a binary
 * search) and intersects the sets; because like rows lie side by side, the summaries leave a word or two.
 */
export interface TableIndex {
  /** The row that wins among those that match, or -1; rows are counted from 0. */
  single: (classes: Int32Array) => number
  /** All rows that match, in the order of the table. */
  every: (classes: Int32Array) => number[]
  /** With missing values: whether a row that cannot be told would win over `winner` (a row, or -1), or join it. */
  undecided: (classes: Int32Array, winner: number, joins: boolean) => boolean
  /** How many rows could still match by the first `width` columns alone. */
  left: (classes: Int32Array, width: number) => number
}

/** 64 MB: no table of ordinary shape comes near. */
export const indexWordsMax = 1 << 24

export function indexWords(columns: readonly Column[], rows: number): number {
  return columns.reduce((sum, column) => sum + (column.classes + 2) * Math.ceil(rows / 32), 0)
}

/** `ranks` says which of several matching rows wins: the lower. */
export function indexTable(
  columns: readonly Column[],
  rows: readonly (readonly CellTest[])[],
  ranks: readonly number[],
): TableIndex {
  const order = sortedRows(columns, rows)
  const rankOf = Int32Array.from(order, (row) => ranks[row]!)
  const rowOf = Int32Array.from(order)
  const sets = columns.map((column, position) =>
    rowSets(
      column,
      order.map((row) => rows[row]![position]!),
    ),
  )
  const places = (classes: Int32Array) => intersect(sets, classes, rows.length)
  const possible = (classes: Int32Array) =>
    classes.map((found, position) => (found === columns[position]!.classes ? found + 1 : found))

  return {
    single: (classes) => firstPlace(sets, classes, rows.length, rankOf, rowOf),
    every: (classes) =>
      places(classes)
        .map((place) => rowOf[place]!)
        .sort((left, right) => left - right),
    undecided: (classes, winner, joins) => {
      const certain = new Set(places(classes))
      return places(possible(classes)).some(
        (place) => !certain.has(place) && (joins || winner === -1 || rankOf[place]! < ranks[winner]!),
      )
    },
    left: (classes, width) => intersect(sets.slice(0, width), possible(classes), rows.length).length,
  }
}

/** The rows of a column by class: `bits` word by word, `summary` a bit for each word that is not zero. */
interface RowSets {
  bits: Int32Array
  summary: Int32Array
}

/** The hot path: the row of the lowest rank that every column accepts, without an allocation. */
function firstPlace(
  sets: readonly RowSets[],
  classes: Int32Array,
  rows: number,
  rankOf: Int32Array,
  rowOf: Int32Array,
): number {
  const words = (rows + 31) >> 5
  const summaryWords = (words + 31) >> 5
  let best = -1
  let bestRank = 0x7fffffff
  for (let group = 0; group < summaryWords; group++) {
    let live = -1
    for (let position = 0; position < sets.length && live !== 0; position++)
      live &= sets[position]!.summary[classes[position]! * summaryWords + group]!
    while (live !== 0) {
      const word = (group << 5) + 31 - Math.clz32(live & -live)
      live &= live - 1
      let found = -1
      for (let position = 0; position < sets.length && found !== 0; position++)
        found &= sets[position]!.bits[classes[position]! * words + word]!
      while (found !== 0) {
        const place = (word << 5) + 31 - Math.clz32(found & -found)
        found &= found - 1
        if (rankOf[place]! < bestRank) {
          best = rowOf[place]!
          bestRank = rankOf[place]!
        }
      }
    }
  }
  return best
}

/** The places (rows in index order) that every column accepts. */
function intersect(sets: readonly RowSets[], classes: Int32Array, rows: number): number[] {
  const words = (rows + 31) >> 5
  const places: number[] = []
  for (let word = 0; word < words; word++) {
    let found = word === words - 1 && (rows & 31) !== 0 ? (1 << (rows & 31)) - 1 : -1
    for (let position = 0; position < sets.length && found !== 0; position++)
      found &= sets[position]!.bits[classes[position]! * words + word]!
    for (; found !== 0; found &= found - 1) places.push((word << 5) + 31 - Math.clz32(found & -found))
  }
  return places
}

/** Class `classes` holds the rows that accept a missing value; `classes` + 1 those that do, or cannot be told. */
function rowSets(column: Column, cells: readonly CellTest[]): RowSets {
  const words = (cells.length + 31) >> 5
  const summaryWords = (words + 31) >> 5
  const bits = new Int32Array((column.classes + 2) * words)
  const summary = new Int32Array((column.classes + 2) * summaryWords)
  const add = (index: number, place: number) => {
    bits[index * words + (place >> 5)]! |= 1 << (place & 31)
    summary[index * summaryWords + (place >> 10)]! |= 1 << ((place >> 5) & 31)
  }
  cells.forEach((cell, place) => {
    for (const [from, to] of column.spans(cell))
      for (let index = from; index <= to; index++) add(index, place)
    const missing = acceptsMissing(cell)
    if (missing === 'yes') add(column.classes, place)
    if (missing !== 'no') add(column.classes + 1, place)
  })
  return { bits, summary }
}

/** Rows with like cells side by side, so that the rows of one class fill few words. */
function sortedRows(columns: readonly Column[], rows: readonly (readonly CellTest[])[]): number[] {
  const keys = rows.map((cells) =>
    cells.map((cell, position) => columns[position]!.spans(cell)[0]?.[0] ?? columns[position]!.classes),
  )
  return rows
    .map((_, row) => row)
    .sort((left, right) => {
      const position = keys[left]!.findIndex((key, place) => key !== keys[right]![place])
      return position === -1 ? left - right : keys[left]![position]! - keys[right]![position]!
    })
}
