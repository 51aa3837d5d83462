/** A header and one valid row, from the record type's own field names and examples. */
export function templateOf(type: { fields: readonly { name: string; example?: string }[] }): string {
  const row = (cells: readonly string[]) => cells.map(quoted).join(',')
  return `${row(type.fields.map((field) => field.name))}\n${row(type.fields.map((field) => field.example ?? ''))}\n`
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
