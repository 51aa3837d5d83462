import type { CellTest } from './cell.ts'
import { acceptsMissing, type Column, type Span } from './column.ts'

/** A row as a box: per column the classes that it accepts; the missing value is the class `classes`. */
type Box = readonly (readonly Span[])[]

const gapsShown = 10
/** Steps of the search after which it says so and stops; a table of 3,700 rows takes some 100,000. */
const stepsMax = 20_000_000

export function boxesOf(columns: readonly Column[], rows: readonly (readonly CellTest[])[]): Box[] {
  return rows.map((cells) =>
    cells.map((cell, position) => {
      const column = columns[position]!
      const spans = column.spans(cell)
      return acceptsMissing(cell) === 'yes' ? [...spans, [column.classes, column.classes] as const] : spans
    }),
  )
}

const meet = (one: readonly Span[], other: readonly Span[]): boolean =>
  one.some(([from, to]) => other.some(([start, end]) => from <= end && start <= to))

const overlap = (one: Box, other: Box): boolean =>
  one.every((spans, position) => meet(spans, other[position]!))

/** Pairs of rows that some input would match both, at most `pairsMax`. */
export function overlaps(boxes: readonly Box[], pairsMax: number): [number, number][] {
  const found: [number, number][] = []
  for (let row = 0; row < boxes.length; row++)
    for (let earlier = 0; earlier < row; earlier++)
      if (overlap(boxes[earlier]!, boxes[row]!)) {
        found.push([earlier, row])
        if (found.length === pairsMax) return found
      }
  return found
}

/** Rows that can never win, because the rows of better rank take all their inputs between them. */
export function unreachable(boxes: readonly Box[], ranks: readonly number[]): number[] {
  const budget = { steps: stepsMax }
  return boxes.flatMap((box, row) => {
    const rivals = boxes.filter((rival, other) => ranks[other]! < ranks[row]! && overlap(rival, box))
    if (rivals.length === 0) return []
    const space = box.map((spans) => spans.flatMap(([from, to]) => range(from, to)))
    return uncovered(rivals, space, 1, budget).length === 0 && budget.steps > 0 ? [row] : []
  })
}

/** Combinations of present values that no row accepts, as one class a column, or null for any. */
export function gaps(
  columns: readonly Column[],
  boxes: readonly Box[],
): { found: (number | null)[][]; complete: boolean } {
  const budget = { steps: stepsMax }
  const found = uncovered(
    boxes,
    columns.map((column) => range(0, column.declared - 1)),
    gapsShown,
    budget,
  )
  return { found, complete: budget.steps > 0 }
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

/**
 * The points of a space (per column a list of classes) that no box covers, at most `wanted`. Goes column by
 * column with the boxes that are still in play; what was found covered once is not searched again.
 */
function uncovered(
  boxes: readonly Box[],
  space: readonly number[][],
  wanted: number,
  budget: { steps: number },
): (number | null)[][] {
  const covered = new Set<string>()
  const found: (number | null)[][] = []
  const search = (position: number, rows: readonly number[], path: readonly (number | null)[]): void => {
    if (found.length >= wanted || budget.steps <= 0) return
    if (rows.length === 0) {
      found.push([...path, ...space.slice(position).map(() => null)])
      return
    }
    const key = `${position}:${rows.join()}`
    if (position === space.length || covered.has(key)) return
    const before = found.length
    for (const [index, kept] of rowsByClass(boxes, rows, position, space[position]!, budget))
      search(position + 1, kept, [...path, index])
    if (found.length === before) covered.add(key)
  }
  search(
    0,
    boxes.map((_, row) => row),
    [],
  )
  return found
}

/** The rows that accept each class of a column; classes side by side with the same rows are taken once. */
function rowsByClass(
  boxes: readonly Box[],
  rows: readonly number[],
  position: number,
  classes: readonly number[],
  budget: { steps: number },
): [number, number[]][] {
  const kept = new Map<number, number[]>(classes.map((index) => [index, []]))
  for (const row of rows)
    for (const [from, to] of boxes[row]![position]!)
      for (let index = from; index <= to; index++) {
        budget.steps--
        kept.get(index)?.push(row)
      }
  let last: string | undefined
  return [...kept].filter(([, list]) => {
    const key = list.join()
    const fresh = key !== last
    last = key
    return fresh
  })
}
