import type { Field, RecordType } from './contract.ts'

/** An example that passes the field's own checks: an identifier with a right check digit, a past date, a listed code. */
function exampleOf(field: Field): string {
  if (field.example !== undefined) return field.example
  if (field.codes) return field.codes[0]!.zh
  switch (field.type) {
    case 'identifier':
      return '91350100M000100Y43'
    case 'capital':
      return '500万元人民币'
    case 'fen':
      return '12345.67'
    case 'integer':
      return String(Math.max(field.min ?? 0, Math.min(field.max ?? 12, 12)))
    case 'date':
      return '2026-01-31'
    case 'month':
      return '2026-01'
    default:
      return field.zh
  }
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A CSV file with the field names as its header and one valid row. */
export function templateCsv(recordType: RecordType): string {
  const lines = [recordType.fields.map((field) => field.name), recordType.fields.map(exampleOf)]
  return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')
}
