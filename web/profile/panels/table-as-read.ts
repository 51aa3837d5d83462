import type { TableData } from '../../../src/credit/profile/section.contract.ts'

/** A year is a whole number that nobody writes with a comma: its column reads as text. */
export function tableAsRead(table: TableData): TableData {
  const years = table.columns.map(({ id, type }) => id === 'year' && type === 'integer')
  if (!years.includes(true)) return table
  return {
    ...table,
    columns: table.columns.map((column, at) => (years[at] ? { ...column, type: 'text' } : column)),
    rows: table.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell, at) =>
        cell && years[at] ? { ...cell, type: 'text', value: String(cell.value) } : cell,
      ),
    })),
  }
}
