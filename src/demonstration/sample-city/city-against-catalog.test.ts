import assert from 'node:assert/strict'
import { test } from 'node:test'
import { month } from '../../foundation/month.ts'
import { type Condition, type Field, type RecordType, standardRecordType } from '../../trust/catalog/index.ts'
import { type Day, dayText, firstDayOf } from './calendar.ts'
import { openCity } from './city.ts'
import { type Cell, cityRecordTypes } from './emit.ts'
import { emitFirm } from './emit-firm.ts'

const seed = process.env['SANXIN_SEED'] ?? 'catalog'
const city = openCity({ enterprises: 240, seed, lastMonth: month('2026-10'), months: 36 })

/** What is wrong with a cell by its field; undefined when nothing is. */
function cellFault(field: Field, cell: Cell | undefined): string | undefined {
  if (cell === undefined) return 'no cell'
  if (cell === null) return field.required ? 'missing' : undefined
  if (['fen', 'integer', 'date', 'month'].includes(field.type)) {
    if (!Number.isSafeInteger(cell)) return 'no integer'
    const number = Number(cell)
    if (number < (field.min ?? -Infinity) || number > (field.max ?? Infinity)) return 'out of bounds'
    return field.type === 'date' && dayText(number) < '1900-01-01' ? 'before 1900' : undefined
  }
  if (typeof cell !== 'string' || cell === '' || cell.trim() !== cell) return 'no plain text'
  if (field.codes) return field.codes.some(({ code }) => code === cell) ? undefined : 'unknown code'
  return field.pattern === undefined || new RegExp(field.pattern, 'u').test(cell) ? undefined : 'pattern'
}

/** As ingestion decides it: a comparison with an empty value is neither true nor false. */
function holds(recordType: RecordType, cells: readonly Cell[], condition: Condition): boolean | null {
  const of = (parts: readonly Condition[]) => parts.map((part) => holds(recordType, cells, part))
  if ('all' in condition)
    return of(condition.all).reduce((so, one) => (so === false || one === false ? false : so && one))
  if ('any' in condition) return of(condition.any).reduce((so, one) => (so || one ? true : (so ?? one)))
  if (!('compare' in condition)) return assert.fail('a rule of ours compares')
  const [left, comparator, right] = condition.compare
  const [first, second] = [left, right].map((operand) => {
    if ('constant' in operand)
      return Number.isNaN(Number(operand.constant)) ? operand.constant : Number(operand.constant)
    return cells[recordType.fields.findIndex(({ name }) => name === operand.field)] ?? null
  })
  if (first == null || second == null) return null
  if (comparator === '=' || comparator === '!=') return (first === second) === (comparator === '=')
  return comparator.startsWith('<') ? first < second : first > second
}

/** The last day of what happened; a month ends with its last day. */
function eventDay({ fields, eventTime }: RecordType, cells: readonly Cell[]): { from: Day; to: Day } {
  const place = fields.findIndex(({ name }) => name === eventTime)
  const value = Number(cells[place])
  return fields[place]!.type === 'month'
    ? { from: firstDayOf(value), to: firstDayOf(value + 1) - 1 }
    : { from: value, to: value }
}

test(`every row of the city is what the catalog says of its record type, and breaks no rule (${seed})`, () => {
  const faults = new Map<string, string>()
  const rows = new Map<string, number>()
  const soonest = new Map<string, number>()
  const known = new Map<string, { on: Day; text: string }>()
  const check = (id: (typeof cityRecordTypes)[number], knownOn: Day, cells: readonly Cell[]) => {
    rows.set(id, (rows.get(id) ?? 0) + 1)
    if (id === 'truth') return
    const recordType = standardRecordType(id)
    const text = JSON.stringify(cells)
    const fault = (what: string) => faults.set(`${id} ${what}`, `${dayText(knownOn)} ${text}`)
    if (cells.length !== recordType.fields.length) fault('cells')
    for (const [place, field] of recordType.fields.entries()) {
      const found = cellFault(field, cells[place])
      if (found) fault(`${field.name}: ${found}`)
    }
    for (const rule of recordType.rules) if (holds(recordType, cells, rule.when)) fault(`rule ${rule.id}`)
    const { from, to } = eventDay(recordType, cells)
    if (from > knownOn) fault('known before it happened')
    soonest.set(id, Math.min(soonest.get(id) ?? Infinity, knownOn - to))
    const key = `${id} ${recordType.key.map((name) => cells[recordType.fields.findIndex((field) => field.name === name)])}`
    const before = known.get(key)
    if (before?.on === knownOn && before.text !== text) fault('two versions of one record on one day')
    known.set(key, { on: knownOn, text })
  }
  for (let number = 0; number < city.count; number++) emitFirm(city, city.firm(number), check)
  assert.deepEqual([...faults], [])
  const unseen = cityRecordTypes.filter((id) => !rows.has(id))
  assert.ok(unseen.length <= 3, `what is rare may be missing among so few: ${unseen}`)
  for (const [id, days] of soonest)
    assert.ok(days <= standardRecordType(id).deliveryLagDays, `${id} is never in time: ${days} days`)
})
