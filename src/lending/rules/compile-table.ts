import { type CellTest, isFault, readCell } from './cell.ts'
import { type Column, numberColumn, valueColumn } from './column.ts'
import { type Consequence, consequenceOf } from './consequence.ts'
import type { Effect } from './contract.ts'
import type { Values } from './formula.ts'
import type { Input, Table } from './ruleset.ts'
import { indexTable, type TableIndex } from './table-index.ts'

export interface CompiledTable {
  table: Table
  columns: readonly Column[]
  /** For each column the index of its input. */
  reads: readonly number[]
  index: TableIndex
  consequences: readonly Consequence[]
  /** The classes of the values at hand: one array, written anew by each evaluation. */
  classes: Int32Array
}

/** The cells of a table as they are understood; the linter has found no fault in them. */
export function readRows(table: Table, inputs: readonly Input[]): CellTest[][] {
  const columns = table.columns.map((name) => inputs.find((input) => input.name === name)!)
  return table.rows.map((row) =>
    columns.map((input, position) => {
      const cell = readCell(row.when[position]!, input)
      if (isFault(cell)) throw new TypeError(cell.en)
      return cell
    }),
  )
}

export function columnOf(input: Input, cells: readonly CellTest[]): Column {
  if (input.type === 'number') return numberColumn(cells)
  return valueColumn(cells, input.type === 'boolean' ? [false, true] : input.codes)
}

export function compileTable(table: Table, inputs: readonly Input[]): CompiledTable {
  const rows = readRows(table, inputs)
  const reads = table.columns.map((name) => inputs.findIndex((input) => input.name === name))
  const columns = reads.map((read, position) =>
    columnOf(
      inputs[read]!,
      rows.map((cells) => cells[position]!),
    ),
  )
  return {
    table,
    columns,
    reads,
    index: indexTable(columns, rows, rowRanks(table)),
    consequences: table.rows.map((row) => consequenceOf(rowEffects(table, row.gives))),
    classes: new Int32Array(columns.length),
  }
}

/** Under `priority` the row whose first output stands first in its order wins (DMN 1.3 §8.2.10), then the earlier row. */
export function rowRanks(table: Table): number[] {
  if (table.hitPolicy !== 'priority') return table.rows.map((_, row) => row)
  const order = table.outputs[0]!.order ?? []
  const strength = (row: number) => order.indexOf(table.rows[row]!.gives[0]!)
  const sorted = table.rows
    .map((_, row) => row)
    .sort((left, right) => strength(left) - strength(right) || left - right)
  const ranks: number[] = []
  sorted.forEach((row, rank) => {
    ranks[row] = rank
  })
  return ranks
}

/** What the output cells of a row mean; an empty cell means nothing. */
function rowEffects(table: Pick<Table, 'outputs'>, gives: Table['rows'][number]['gives']): Effect[] {
  return table.outputs.flatMap((output, position): Effect[] => {
    const value = gives[position]
    if (value === null || value === undefined) return []
    switch (output.effect) {
      case 'cap-limit':
        return [{ effect: 'cap-limit', limitFen: value as string }]
      case 'adjust-rate':
        return [{ effect: 'adjust-rate', rateBps: value as number }]
      case 'set':
        return [{ effect: 'set', name: output.name!, value }]
      default:
        return [{ effect: output.effect, reason: value as string }]
    }
  })
}

export const noRow: readonly number[] = []

/** The rows that apply, and whether missing values leave open which. */
export function lookUp(
  compiled: CompiledTable,
  values: Values,
): { rows: readonly number[]; undecided: boolean } {
  const { columns, index, table } = compiled
  const classes = classesOf(compiled, values)
  let missing = false
  for (let position = 0; position < columns.length; position++)
    if (classes[position] === columns[position]!.classes) missing = true
  const collects = table.hitPolicy === 'collect'
  const rows = collects ? index.every(classes) : oneRow(index.single(classes))
  return { rows, undecided: missing && index.undecided(classes, rows[0] ?? -1, collects) }
}

/** The class of each column's value, in the array that the table keeps for it. */
export function classesOf({ columns, reads, classes }: CompiledTable, values: Values): Int32Array {
  for (let position = 0; position < reads.length; position++)
    classes[position] = columns[position]!.classOf(values[reads[position]!]!)
  return classes
}

const oneRow = (row: number): readonly number[] => (row === -1 ? noRow : [row])
