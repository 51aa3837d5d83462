import type { RecordField, RecordVersion } from '../../src/information/records/contract.ts'
import { fullAmount, type Language } from '../components/amount.ts'

type Value = RecordVersion['values'][string]

/** A value of a record as a person reads it: amounts in yuan, codes in words; what is not there is a dash. */
export function valueText(field: RecordField, value: Value | undefined, language: Language): string {
  if (value === null || value === undefined || value === '') return '—'
  const code = field.codes?.find((one) => one.code === String(value))
  if (code) return language === 'en' ? code.en : code.zh
  if (field.type === 'fen' || field.type === 'capital') {
    return typeof value === 'string' && /^-?\d+$/.test(value) ? fullAmount(value, language) : String(value)
  }
  return typeof value === 'number' ? value.toLocaleString('en-US') : String(value)
}

/** Fields that a version says otherwise than the one of the same source before it. */
export function changedFields(
  fields: readonly RecordField[],
  before: RecordVersion | undefined,
  version: RecordVersion,
): string[] {
  if (!before) return []
  return fields
    .filter(({ name }) => (before.values[name] ?? null) !== (version.values[name] ?? null))
    .map(({ name }) => name)
}
