import assert from 'node:assert/strict'
import { test } from 'node:test'
import { usccCheckCharacter } from '../../src/information/enterprises/uscc.ts'
import {
  type Condition,
  type Field,
  identifierField,
  listStandardRecordTypes,
  type Operand,
  type RecordType,
  templateCsv,
} from '../../src/trust/catalog/index.ts'
import { deliveries } from './deliveries.ts'

const { deliver, quarantineOf } = deliveries()
const recordTypes = listStandardRecordTypes()

/** The row of the template by field. */
function templateRow(recordType: RecordType): Map<string, string> {
  const [, line] = templateCsv(recordType).split('\r\n')
  const cells = [...line!.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
  return new Map(
    recordType.fields.map(({ name }, place) => [name, cells[place]![1] ?? cells[place]![2] ?? '']),
  )
}

function csvOf(rows: readonly ReadonlyMap<string, string>[]): string {
  const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lines = rows.map((row) => [...row.values()].map(quoted))
  return [[...rows[0]!.keys()], ...lines].map((cells) => `${cells.join(',')}\n`).join('')
}

/** Changes the row so that the condition holds for it. */
function fulfil(recordType: RecordType, row: Map<string, string>, condition: Condition): void {
  if ('all' in condition) for (const part of condition.all) fulfil(recordType, row, part)
  else if ('any' in condition) fulfil(recordType, row, condition.any[0]!)
  else if ('compare' in condition) {
    const [left, comparator, right] = condition.compare
    assert('field' in left, 'a rule of ours begins with a field')
    const field = recordType.fields.find(({ name }) => name === left.field)!
    row.set(left.field, valueBeside(field, comparator, textOf(field, row, right)))
  } else assert.fail('a rule of ours compares')
}

function textOf(field: Field, row: ReadonlyMap<string, string>, operand: Operand): string {
  if ('field' in operand) return row.get(operand.field)!
  // A constant of an amount is in fen, a file in yuan.
  return field.type === 'fen' ? String(Number(operand.constant) / 100) : operand.constant
}

function valueBeside(field: Field, comparator: string, text: string): string {
  if (comparator === '=') return text
  if (field.type === 'date') return comparator === '<' ? '1990-01-01' : '2026-06-30'
  return String(Number(text) + (comparator === '<' ? -1 : 1))
}

/** Different enterprises, so that each row is a record of its own. */
function usccOf(place: number): string {
  const body = `91350100M0001${String(place).padStart(2, '0')}Y4`
  return `${body}${usccCheckCharacter(body)}`
}

test('every rule of every record type catches the row that breaks it, and lets the row of the template pass', async () => {
  let tried = 0
  for (const recordType of recordTypes.filter(({ rules }) => rules.length > 0)) {
    const rows = [undefined, ...recordType.rules].map((rule, place) => {
      const row = templateRow(recordType).set(identifierField(recordType).name, usccOf(place))
      if (rule) fulfil(recordType, row, rule.when)
      return row
    })
    const result = await deliver({ recordType: recordType.id, files: [csvOf(rows)] })
    const caught = (await quarantineOf(result.batch)).map(({ row, field, reason }) => [row, field, reason])
    const shut = recordType.rules.flatMap(({ id, severity }, place) =>
      severity === 'quarantine' ? [[place + 3, id, 'rule-broken']] : [],
    )
    assert.deepEqual(caught, shut, `${recordType.id}: ${csvOf(rows)}`)
    const warned = (result.warnings ?? []).find(({ reason }) => reason === 'rule-broken')?.rows ?? 0
    assert.equal(warned, recordType.rules.length - shut.length, `${recordType.id}: ${csvOf(rows)}`)
    tried += recordType.rules.length
  }
  assert.ok(tried > 40)
})
