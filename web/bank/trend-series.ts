import type { HeadcountTrend, InvoiceTrend, Note, TaxTrend } from '../../src/credit/profile/contract.ts'
import { tenThousands } from '../components/amount.ts'

/** One line or row of bars over the months of a chart; null is a month without a figure, never zero. */
export interface Series {
  id: 'headcount' | 'leaves' | 'sales' | 'purchases' | 'tax' | 'median'
  form: 'line' | 'bar' | 'dashed'
  values: readonly (number | null)[]
  /** A median far from the firm's own course would flatten it: it is then said beside the chart, not drawn. */
  beside?: 'below' | 'above'
}

/** One small multiple: its own scale, the months shared with its neighbors. */
export interface Multiple {
  id: 'headcount' | 'leaves' | 'invoices' | 'tax'
  /** The notes whose span is washed here; `numbered` puts their numbers too. */
  notesOf: Note['chart']
  numbered: boolean
  heightPx: number
  series: readonly Series[]
}

export interface TrendData {
  months: readonly string[]
  multiples: readonly Multiple[]
}

export function headcountData(trend: HeadcountTrend): TrendData {
  return {
    months: trend.months,
    multiples: [
      {
        id: 'headcount',
        notesOf: 'headcount',
        numbered: true,
        heightPx: 104,
        series: [
          { id: 'headcount', form: 'line', values: trend.headcount },
          medianOf(trend.headcount, trend.medianHeadcount),
        ],
      },
      {
        id: 'leaves',
        notesOf: 'headcount',
        numbered: false,
        heightPx: 48,
        series: [{ id: 'leaves', form: 'bar', values: trend.leaves }],
      },
    ],
  }
}

export function invoiceData(trend: InvoiceTrend): TrendData {
  return {
    months: trend.months,
    multiples: [
      {
        id: 'invoices',
        notesOf: 'invoices',
        numbered: true,
        heightPx: 124,
        series: [
          { id: 'sales', form: 'bar', values: inTenThousands(trend.salesFen) },
          { id: 'purchases', form: 'bar', values: inTenThousands(trend.purchasesFen) },
          { id: 'median', form: 'dashed', values: inTenThousands(trend.medianSalesFen) },
        ],
      },
    ],
  }
}

export function taxData(trend: TaxTrend): TrendData {
  return {
    months: trend.months,
    multiples: [
      {
        id: 'tax',
        notesOf: 'tax',
        numbered: true,
        heightPx: 76,
        series: [
          { id: 'tax', form: 'bar', values: inTenThousands(trend.paidFen) },
          { id: 'median', form: 'dashed', values: inTenThousands(trend.medianPaidFen) },
        ],
      },
    ],
  }
}

/** Drawn when it leaves the firm's own course at least two fifths of the chart's height. */
export function medianOf(own: readonly (number | null)[], median: readonly (number | null)[]): Series {
  const series: Series = { id: 'median', form: 'dashed', values: median }
  const [mine, theirs] = [rangeOf(own), rangeOf(median)]
  if (!mine || !theirs) return series
  const height = Math.max(mine.max, theirs.max) - Math.min(mine.min, theirs.min)
  if (height === 0 || mine.max - mine.min >= height * 0.4) return series
  if (theirs.max < mine.min) return { ...series, beside: 'below' }
  return theirs.min > mine.max ? { ...series, beside: 'above' } : series
}

function rangeOf(values: readonly (number | null)[]): { min: number; max: number } | undefined {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? undefined : { min: Math.min(...known), max: Math.max(...known) }
}

/** The series that are drawn. */
export function drawn(multiple: Multiple): readonly Series[] {
  return multiple.series.filter((series) => series.beside === undefined)
}

function inTenThousands(values: readonly (string | null)[]): (number | null)[] {
  return values.map((fen) => (fen === null ? null : tenThousands(fen)))
}

/** What a chart says in a sentence: first, last, highest, lowest; undefined when there is no figure at all. */
export interface Course {
  first: number
  from: string
  last: number
  to: string
  highest: number
  peak: string
  lowest: number
  trough: string
}

export function courseOf(months: readonly string[], values: readonly (number | null)[]): Course | undefined {
  const known = months.flatMap((month, index) => {
    const value = values[index]
    return value === null || value === undefined ? [] : [{ month, value }]
  })
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return undefined
  const highest = known.reduce((best, item) => (item.value > best.value ? item : best))
  const lowest = known.reduce((best, item) => (item.value < best.value ? item : best))
  return {
    first: first.value,
    from: first.month,
    last: last.value,
    to: last.month,
    highest: highest.value,
    peak: highest.month,
    lowest: lowest.value,
    trough: lowest.month,
  }
}

/** Round axis bounds and a step that divides them, at most five lines. A bar chart starts at zero; a line need not. */
export function axisOf(values: readonly (number | null)[], fromZero: boolean, lines = 4) {
  const known = values.filter((value) => value !== null)
  const highest = Math.max(...known, fromZero ? 0 : Number.NEGATIVE_INFINITY)
  const lowest = Math.min(...known, fromZero ? 0 : Number.POSITIVE_INFINITY)
  if (known.length === 0) return { min: 0, max: 1, step: 1 }
  const spread = highest - lowest || Math.abs(highest) || 1
  const rough = spread / lines
  const power = 10 ** Math.floor(Math.log10(rough))
  const nice = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power
  // People do not come in halves.
  const step = known.every(Number.isInteger) ? Math.ceil(nice) : nice
  const min = Math.floor(lowest / step) * step
  const max = Math.ceil(highest / step) * step
  return { min: fromZero && lowest >= 0 ? 0 : min, max: max > min ? max : min + step, step }
}
