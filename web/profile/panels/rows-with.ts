import type { TableData } from '../../../src/credit/profile/section.contract.ts'

/** The rows that say all the words asked for, in either language, in any cell; all of them when nothing is asked. */
export function rowsWith(rows: TableData['rows'], filter: string): TableData['rows'] {
  const words = filter.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter(({ cells }) => {
    const text = cells
      .flatMap((cell) => (cell ? [cell.value, cell.zh, cell.en] : []))
      .join(' ')
      .normalize('NFKC')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
