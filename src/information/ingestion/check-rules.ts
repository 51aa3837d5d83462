import { month, monthIndex } from '../../foundation/month.ts'
import type { CrossFieldRule, Field, RecordType } from '../../trust/catalog/index.ts'
import { valueColumn } from './check.ts'
import { sqlText } from './sql-text.ts'

type Condition = CrossFieldRule['when']
type Operand = { field: string } | { constant: string }

/**
 * The condition of a rule between fields, as SQL on the values that were read: three-valued, so that a row with an
 * empty value breaks no rule that compares it.
 */
export function ruleSql(recordType: RecordType, condition: Condition): string {
  const each = (parts: readonly Condition[], word: string) =>
    `(${parts.map((part) => ruleSql(recordType, part)).join(` ${word} `)})`
  if ('all' in condition) return each(condition.all, 'AND')
  if ('any' in condition) return each(condition.any, 'OR')
  if ('not' in condition) return `(NOT ${ruleSql(recordType, condition.not)})`
  if ('empty' in condition) return `(${columnOf(recordType, condition.empty)} IS NULL)`
  const [left, comparator, right] = condition.compare
  const field = [left, right].flatMap((operand) => ('field' in operand ? [operand.field] : []))[0]!
  const sides = [left, right].map((operand) => operandSql(recordType, fieldOf(recordType, field), operand))
  return `(${sides[0]} ${comparator === '!=' ? '<>' : comparator} ${sides[1]})`
}

function fieldOf(recordType: RecordType, name: string): Field {
  return recordType.fields.find((field) => field.name === name)!
}

function columnOf(recordType: RecordType, name: string): string {
  return fieldOf(recordType, name).type === 'identifier' ? `r_${name}` : valueColumn(name)
}

/** A constant in the form in which the field that it is compared with lies in the lake. */
function operandSql(recordType: RecordType, field: Field, operand: Operand): string {
  if ('field' in operand) return columnOf(recordType, operand.field)
  const { constant } = operand
  switch (field.type) {
    case 'fen':
    case 'capital':
    case 'integer':
      return String(BigInt(constant))
    case 'date':
      return `DATE ${sqlText(constant)}`
    case 'month':
      return String(monthIndex(month(constant)))
    case 'code':
      return String(field.codes!.findIndex(({ code }) => code === constant))
    case 'boolean':
      return constant === 'true' ? 'TRUE' : 'FALSE'
    default:
      return sqlText(constant)
  }
}
