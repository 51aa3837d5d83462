import { complement, type Interval, isEmpty, parseIntervals } from './interval.ts'
import type { Cell, Input } from './ruleset.ts'

/** A cell as it is understood: what it asks of a value of its column's type. */
export type CellTest =
  | { kind: 'any' }
  | { kind: 'presence'; missing: boolean }
  | { kind: 'intervals'; intervals: readonly Interval[] }
  | { kind: 'values'; values: ReadonlySet<string | boolean>; negated: boolean }

/** A fault in a rule: a sentence that goes to whoever wrote it. */
export interface Fault {
  zh: string
  en: string
}

export const isFault = (value: CellTest | Fault): value is Fault => 'zh' in value

export function readCell(cell: Cell, input: Pick<Input, 'name' | 'type' | 'codes'>): CellTest | Fault {
  if (cell === null) return { kind: 'any' }
  if (typeof cell === 'object' && 'missing' in cell) return { kind: 'presence', missing: cell.missing }
  const negated = typeof cell === 'object' && 'not' in cell
  const choice = negated ? cell.not : (cell as Exclude<typeof cell, { not: unknown }>)
  const items = Array.isArray(choice) ? choice : [choice]
  return input.type === 'number' ? readNumbers(items, negated) : readValues(items, negated, input)
}

type Plain = string | number | boolean

function readNumbers(items: readonly Plain[], negated: boolean): CellTest | Fault {
  const intervals: Interval[] = []
  for (const item of items) {
    const read = typeof item === 'boolean' ? undefined : parseIntervals(String(item))
    if (!read)
      return {
        zh: `“${item}”不是数值比较；可写 450、< 450、[450..500)。`,
        en: `"${item}" is not a comparison of numbers; write 450, < 450 or [450..500).`,
      }
    const empty = read.find(isEmpty)
    if (empty)
      return { zh: `“${item}”不包含任何数。`, en: `"${item}" contains no number, so it can never match.` }
    intervals.push(...read)
  }
  const kept = negated ? complement(intervals) : intervals
  return kept.length === 0
    ? { zh: '该单元格不可能成立。', en: 'The cell can never match.' }
    : { kind: 'intervals', intervals: kept }
}

function readValues(
  items: readonly Plain[],
  negated: boolean,
  input: Pick<Input, 'type' | 'codes'>,
): CellTest | Fault {
  const wanted = input.type === 'boolean' ? 'boolean' : 'string'
  for (const item of items) {
    if (typeof item !== wanted)
      return {
        zh: `“${item}”的类型不符，应为${wanted === 'boolean' ? '布尔值' : '文字'}。`,
        en: `"${item}" has the wrong type: a ${input.type} is wanted.`,
      }
    if (input.codes && !input.codes.includes(item as string))
      return {
        zh: `“${item}”不在该输入的取值范围内。`,
        en: `"${item}" is not one of the codes of the input.`,
      }
  }
  return { kind: 'values', values: new Set(items as (string | boolean)[]), negated }
}

/** The cell in one line, as it stands in the trace. */
export function cellText(cell: Cell): string {
  if (cell === null) return '-'
  if (Array.isArray(cell)) return cell.join(', ')
  if (typeof cell !== 'object') return String(cell)
  if ('missing' in cell) return cell.missing ? 'missing' : 'not missing'
  return `not(${Array.isArray(cell.not) ? cell.not.join(', ') : cell.not})`
}
