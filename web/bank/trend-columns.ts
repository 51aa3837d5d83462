import type { Profile } from '../../src/credit/profile/contract.ts'
import type { Series } from './trend-series.ts'

export interface TrendColumn {
  id: string
  series: Series['id']
  /** What the median is a median of. */
  of: Exclude<Series['id'], 'median'> | undefined
  unit: 'fen' | 'person'
  values: readonly (string | number | null)[]
}

/** All trends side by side over the months that any of them has; what is unavailable has no column. */
export function trendColumns(trends: Profile['trends']): { months: string[]; columns: TrendColumn[] } {
  const months = new Set<string>()
  const found: { months: readonly string[]; column: TrendColumn }[] = []
  const add = (own: readonly string[], column: TrendColumn) => {
    for (const month of own) months.add(month)
    found.push({ months: own, column })
  }
  if ('data' in trends.headcount) {
    const { months: own, headcount, medianHeadcount, leaves } = trends.headcount.data
    add(own, { id: 'headcount', series: 'headcount', of: undefined, unit: 'person', values: headcount })
    add(own, {
      id: 'median-headcount',
      series: 'median',
      of: 'headcount',
      unit: 'person',
      values: medianHeadcount,
    })
    add(own, { id: 'leaves', series: 'leaves', of: undefined, unit: 'person', values: leaves })
  }
  if ('data' in trends.invoices) {
    const { months: own, salesFen, purchasesFen, medianSalesFen } = trends.invoices.data
    add(own, { id: 'sales', series: 'sales', of: undefined, unit: 'fen', values: salesFen })
    add(own, { id: 'median-sales', series: 'median', of: 'sales', unit: 'fen', values: medianSalesFen })
    add(own, { id: 'purchases', series: 'purchases', of: undefined, unit: 'fen', values: purchasesFen })
  }
  if ('data' in trends.tax) {
    const { months: own, paidFen, medianPaidFen } = trends.tax.data
    add(own, { id: 'tax', series: 'tax', of: undefined, unit: 'fen', values: paidFen })
    add(own, { id: 'median-tax', series: 'median', of: 'tax', unit: 'fen', values: medianPaidFen })
  }
  const all = [...months].sort()
  const columns = found.map(({ months: own, column }) => {
    const valueIn = new Map(own.map((month, index) => [month, column.values[index] ?? null]))
    return { ...column, values: all.map((month) => valueIn.get(month) ?? null) }
  })
  return { months: all, columns }
}
