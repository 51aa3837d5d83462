import { sqlText } from './sql-text.ts'

/** The first and the last character of a text that touches a person; one or two characters show at most one. */
export function maskSql(x: string): string {
  return `CASE WHEN length(${x}) <= 1 THEN '*' WHEN length(${x}) = 2 THEN ${x}[1] || '*'
    ELSE ${x}[1] || repeat('*', least(length(${x}) - 2, 20)::INTEGER) || ${x}[-1] END`
}

export const rawLengthMax = 4000

/** A row as text with commas again, its personal columns masked. */
export function rawSql(cells: readonly string[], personalColumns: readonly number[]): string {
  const shown = cells.map((cell, column) => {
    const x = personalColumns.includes(column) ? `(${maskSql(cell)})` : cell
    const quoted = ['"', ',', '\r', '\n'].map((sign) => `contains(${x}, ${sqlText(sign)})`).join(' OR ')
    return `CASE WHEN ${cell} IS NULL THEN '' WHEN ${quoted} THEN '"' || replace(${x}, '"', '""') || '"' ELSE ${x} END`
  })
  return `left(concat(${shown.join(", ',', ")}), ${rawLengthMax})`
}

/** The value and the text of a bad row in one column: the length of the value, a colon, the value, the text. */
export function shownSql(value: string, raw: string): string {
  return `concat(length(${value}), ':', ${value}, ${raw})`
}

/** Takes them apart again; a value that was missing is null. */
export function splitShownSql(): { value: string; raw: string } {
  const length = `split_part(shown, ':', 1)`
  const characters = `CASE WHEN ${length} = '' THEN 0 ELSE ${length}::INTEGER END`
  const value = `CASE WHEN ${length} <> '' THEN substr(shown, length(${length}) + 2, ${length}::INTEGER) END`
  return { value, raw: `substr(shown, length(${length}) + 2 + ${characters})` }
}
