import readWorkbook from 'read-excel-file/node'
import type { ChurnCurve, ChurnCurves } from './churn-curve.ts'
import { refuse } from './contract.ts'

/**
 * Annex 3 of the contest: two lines of titles, then a line for each rate with the churn of the ratings A, B and C
 * beside it. The columns are found by their titles; a rate of 4 % is written 0.04.
 */
export async function readAnnex(file: string): Promise<ChurnCurves> {
  const sheets = await readWorkbook(file).catch((error: Error) =>
    refuse('study-annex-unreadable', { file, because: error.message }),
  )
  const rows = sheets[0]?.data ?? []
  const titles = rows.slice(0, 2).map((row) => row.map((cell) => String(cell ?? '').trim()))
  const columnOf = (title: string) => {
    const place = titles.map((row) => row.indexOf(title)).find((column) => column >= 0)
    return place ?? refuse('study-annex-unreadable', { file, missing: title })
  }
  const rateColumn = columnOf('贷款年利率')
  const lines = rows.slice(2).filter((row) => row[rateColumn] !== null && row[rateColumn] !== undefined)
  const share = (cell: unknown, row: number, title: string): number =>
    typeof cell === 'number' && cell >= 0 && cell <= 1
      ? cell
      : refuse('study-annex-unreadable', { file, row: row + 3, column: title, value: String(cell) })
  const curveOf = (rating: string): ChurnCurve => {
    const title = `信誉评级${rating}`
    const column = columnOf(title)
    return {
      ratesBps: lines.map((row, at) => Math.round(share(row[rateColumn], at, '贷款年利率') * 10_000)),
      churn: lines.map((row, at) => share(row[column], at, title)),
    }
  }
  const curves = { A: curveOf('A'), B: curveOf('B'), C: curveOf('C') }
  const { ratesBps } = curves.A
  const ascending = ratesBps.every((rate, at) => at === 0 || rate > ratesBps[at - 1]!)
  if (ratesBps.length < 2 || !ascending) refuse('study-annex-unreadable', { file, rates: ratesBps })
  return curves
}
