import { knownAtTitle, type RecordType } from '../../trust/catalog/index.ts'
import { quotedCell } from './cell.ts'
import { type PushedRecord, refuse } from './contract.ts'

/**
 * Records as the file that a department would deliver: one column a field, in the order of the record type. The same
 * records give the same bytes, so what is carried again after a crash is recognized.
 */
export function recordFile(recordType: RecordType, records: readonly PushedRecord[]): string {
  const given = new Set(records.flatMap((record) => Object.keys(record)))
  const titles = [...recordType.fields.map((field) => field.name), knownAtTitle].filter(
    // A field that must be there stands in the header even when nobody fills it: the row is at fault, not the file.
    (title) => given.has(title) || recordType.fields.some((field) => field.name === title && field.required),
  )
  const lines = records.map((record) => titles.map((title) => cellOf(record[title] ?? null)).join(','))
  return `${[titles.join(','), ...lines].join('\n')}\n`
}

/** Refuses a field that the record type does not have: it would be lost without a word. */
export function requireKnownFields(recordType: RecordType, records: readonly PushedRecord[]): void {
  const known = new Set([...recordType.fields.map((field) => field.name), knownAtTitle])
  for (const [place, record] of records.entries()) {
    for (const field of Object.keys(record)) {
      if (!known.has(field)) refuse('event-field-unknown', { row: place + 1, field, expected: [...known] })
    }
  }
}

/** A missing value is left empty. */
function cellOf(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  // A lone surrogate cannot be written as UTF-8: it becomes U+FFFD here as it would on the way to the disk.
  return quotedCell(value.toWellFormed())
}
