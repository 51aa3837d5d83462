import { useMemo } from 'react'
import type { Note, Profile } from '../../../src/credit/profile/contract.ts'
import type { SeriesData } from '../../../src/credit/profile/section.contract.ts'
import { useLanguage } from '../../components/language.ts'

type Trends = Partial<Record<Note['chart'], SeriesData>>

const tones = { warn: 'orange', info: 'blue', good: 'good' } as const
const linesOf: Record<Note['chart'], string[]> = {
  headcount: ['headcount', 'leaves'],
  invoices: ['sales', 'purchases'],
  tax: ['tax'],
}

/** The trends of the overview in the shape that every chart of the page has; what is unavailable has none. */
export function useTrendSeries({ trends, notes, peers }: Profile): Trends {
  const { t } = useLanguage()
  return useMemo(() => {
    const name = (id: 'headcount' | 'leaves' | 'sales' | 'purchases' | 'tax') => {
      const text = t(`profile.trends.legend.${id}`)
      return { zh: text, en: text }
    }
    const around = (chart: Note['chart']) => ({
      kind: 'series' as const,
      peers: peers ? { firms: peers.firms, zh: peers.zh, en: peers.en } : null,
      notes: notes
        .filter((note) => note.chart === chart)
        .map((note) => ({ ...note, lines: linesOf[chart], tone: tones[note.tone] })),
    })
    const { headcount, invoices, tax } = trends
    const found: Trends = {}
    if ('data' in headcount) {
      const { months, headcount: people, leaves, medianHeadcount: median } = headcount.data
      found.headcount = {
        ...around('headcount'),
        months,
        lines: [
          {
            id: 'headcount',
            label: name('headcount'),
            unit: 'persons',
            drawn: 'line',
            values: people,
            median,
          },
          { id: 'leaves', label: name('leaves'), unit: 'persons', drawn: 'bars', values: leaves },
        ],
      }
    }
    if ('data' in invoices) {
      const { months, salesFen, purchasesFen, medianSalesFen: median } = invoices.data
      found.invoices = {
        ...around('invoices'),
        months,
        lines: [
          { id: 'sales', label: name('sales'), unit: 'fen', drawn: 'bars', values: salesFen, median },
          { id: 'purchases', label: name('purchases'), unit: 'fen', drawn: 'bars', values: purchasesFen },
        ],
      }
    }
    if ('data' in tax) {
      const { months, paidFen, medianPaidFen: median } = tax.data
      found.tax = {
        ...around('tax'),
        months,
        lines: [{ id: 'tax', label: name('tax'), unit: 'fen', drawn: 'bars', values: paidFen, median }],
      }
    }
    return found
  }, [trends, notes, peers, t])
}
