import type { Cell } from '../../src/demonstration/sample-city/emit.ts'
import type { Column } from '../../src/demonstration/sample-city/parquet/column.ts'

export const rowCount = 2_000_000

export const columns: readonly Column[] = [
  { name: 'uscc', kind: 'text', required: true },
  { name: 'direction', kind: 'text', required: true },
  { name: 'number', kind: 'text', required: true },
  { name: 'issued_on', kind: 'date', required: true },
  { name: 'counterparty', kind: 'text', required: true },
  { name: 'amount', kind: 'fen', required: true },
  { name: 'tax', kind: 'fen', required: true },
  { name: 'total', kind: 'fen', required: true },
  { name: 'period', kind: 'month', required: true },
  { name: 'people', kind: 'integer', required: false },
]

const codes = ['sale', 'purchase']
const names = Array.from({ length: 5000 }, (_, at) => `南宁市示例第${at}机械有限公司`)
const usccs = Array.from({ length: 2000 }, (_, at) => `91450100MY${String(10_000_000 + at * 37).slice(0, 8)}`)

/** A row as the city makes them: consecutive rows are of one firm, numbers are new, counterparties come again. */
export function fillRow(at: number, cells: Cell[]): void {
  const amount = 100 + ((at * 7919) % 100_000_007)
  const tax = Math.round(amount * 0.13)
  cells[0] = usccs[Math.floor(at / 1000)]!
  cells[1] = codes[at & 1]!
  cells[2] = `N${at}`
  cells[3] = 19_000 + (at % 1100)
  cells[4] = names[(at * 31) % names.length]!
  cells[5] = amount
  cells[6] = tax
  cells[7] = amount + tax
  cells[8] = 24_300 + (at % 36)
  cells[9] = at % 10 === 0 ? null : at % 97
}
