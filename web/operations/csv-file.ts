/** UTF-8 when the bytes are valid UTF-8, with or without a byte order mark; otherwise GB18030, as Chinese offices export it. */
export function decodeCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** A header and one valid row, from the record type's own field names and examples. */
export function templateOf(type: { fields: readonly { name: string; example?: string }[] }): string {
  const row = (cells: readonly string[]) => cells.map(quoted).join(',')
  return `${row(type.fields.map((field) => field.name))}\n${row(type.fields.map((field) => field.example ?? ''))}\n`
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
