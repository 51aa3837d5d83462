import { type Bin, type Binning, intervalOf, isNumeric } from './binning.ts'
import type { Column } from './training-table.ts'

/** The bin of another column in which a component speaks. */
export interface Condition {
  column: string
  bin: Bin
}

/** What gets points: a binned column, everywhere or where a condition holds. */
export interface Component {
  name: string
  column: string
  when: Condition | null
  binning: Binning
}

export function pickRows(column: Column, rows: ArrayLike<number>): Column {
  if (!isNumeric(column)) return Array.from(rows, (row) => column[row]!)
  const picked = new Float64Array(rows.length)
  for (let index = 0; index < rows.length; index++) picked[index] = column[rows[index]!]!
  return picked
}

/** Finds the bin of a number: intervals come first, then special values, then missing. */
export function numberEncoder(bins: readonly Pick<Bin, 'kind' | 'lower'>[]): (value: number) => number {
  const intervals = bins.filter((bin) => bin.kind === 'interval')
  const cuts = Float64Array.from(intervals.slice(1), (bin) => bin.lower!)
  const specials = new Map(
    bins.flatMap((bin, index) => (bin.kind === 'special' ? [[bin.lower!, index] as const] : [])),
  )
  const missing = bins.findIndex((bin) => bin.kind === 'missing')
  return (value) => {
    if (value !== value) return missing
    return specials.get(value) ?? intervalOf(cuts, value)
  }
}

export function categoryEncoder(
  bins: readonly Pick<Bin, 'kind' | 'categories'>[],
): (value: string | null) => number {
  const known = new Map(bins.flatMap((bin, index) => bin.categories.map((name) => [name, index] as const)))
  const missing = bins.findIndex((bin) => bin.kind === 'missing')
  const other = bins.findIndex((bin) => bin.kind === 'other')
  return (value) => (value === null || value === '' ? missing : (known.get(value) ?? other))
}

/** The bin number of each row. */
export function encodeColumn(column: Column, binning: Binning): Uint8Array {
  if (isNumeric(column)) return Uint8Array.from(column, numberEncoder(binning.bins))
  return Uint8Array.from(column, categoryEncoder(binning.bins) as (value: string | null) => number)
}

export function holds(
  bin: Pick<Bin, 'kind' | 'lower' | 'upper' | 'categories'>,
  value: number | string | null,
): boolean {
  const isMissing = value === null || value === '' || value !== value
  if (bin.kind === 'missing' || isMissing) return bin.kind === 'missing' && isMissing
  if (bin.kind === 'categories') return bin.categories.includes(String(value))
  if (typeof value !== 'number') return false
  if (bin.kind === 'special') return value === bin.lower
  return (bin.lower === null || value >= bin.lower) && (bin.upper === null || value < bin.upper)
}

/** The bin number of each row; where the condition does not hold, that of the `not-applicable` bin. */
export function encodeComponent(component: Component, columns: Readonly<Record<string, Column>>): Uint8Array {
  const codes = encodeColumn(columns[component.column]!, component.binning)
  if (!component.when) return codes
  const gate = columns[component.when.column]!
  const outside = component.binning.bins.findIndex((bin) => bin.kind === 'not-applicable')
  for (let row = 0; row < codes.length; row++)
    if (!holds(component.when.bin, gate[row]!)) codes[row] = outside
  return codes
}
