import { addMonths, type Month } from '../../foundation/month.ts'
import type { Firm, PeerGroupRow, Series } from '../indicators/index.ts'
import { notCovered } from './compose-section.ts'
import type { Profile } from './contract.ts'
import { notesOf } from './notes.ts'
import { type Panel, unavailable } from './panel.ts'
import type { View } from './sections/view.ts'

const trendMonths = 24

/** A panel of the first screen: closed, not connected, failed, empty, or with its data and sources. */
export function panelOf<Data>(
  view: View,
  recordTypes: readonly string[],
  read: () => Data | undefined | 'failed',
): Panel<Data> {
  if (!recordTypes.every((id) => view.dossier.open.has(id))) return notCovered(recordTypes)
  if (!recordTypes.some((id) => view.sources.has(id))) return unavailable('not-connected')
  if (recordTypes.some((id) => view.dossier.failed.has(id))) return unavailable('failed')
  const data = read()
  if (data === 'failed') return unavailable('failed')
  if (data === undefined) return unavailable('no-data')
  return { data: data as Data, sources: recordTypes.flatMap((id) => view.sources.get(id) ?? []) }
}

const fenOf = (series: Series) => series.map((value) => (value === null ? null : String(Math.round(value))))
const isEmpty = (series: Series) => series.every((value) => value === null)

export function trendPanels(view: View, failed: boolean): Profile['trends'] {
  const { month } = view.dossier
  const months = monthsTo(month)
  const { firm, peers } = view
  const median = (measure: keyof PeerGroupRow['series']): Series => medianAt(peers, measure, month)
  const read =
    <Data>(from: (series: Firm['series']) => Data | undefined) =>
    () =>
      firm === null ? (failed ? ('failed' as const) : undefined) : from(firm.series)
  return {
    invoices: panelOf(
      view,
      ['vat-invoice'],
      read((series) =>
        isEmpty(series['sale-amount']) && isEmpty(series['purchase-amount'])
          ? undefined
          : {
              months,
              salesFen: fenOf(series['sale-amount']),
              purchasesFen: fenOf(series['purchase-amount']),
              medianSalesFen: fenOf(median('sale-amount')),
            },
      ),
    ),
    tax: panelOf(
      view,
      ['tax-payment'],
      read((series) =>
        isEmpty(series['tax-paid'])
          ? undefined
          : { months, paidFen: fenOf(series['tax-paid']), medianPaidFen: fenOf(median('tax-paid')) },
      ),
    ),
    headcount: panelOf(
      view,
      ['social-security'],
      read((series) =>
        isEmpty(series.headcount)
          ? undefined
          : {
              months,
              headcount: series.headcount,
              leaves: series.leaves,
              medianHeadcount: median('headcount'),
            },
      ),
    ),
  }
}

/** Medians are of the last refresh: those of another month would be set against the wrong months. */
function medianAt(
  peers: PeerGroupRow | undefined,
  measure: keyof PeerGroupRow['series'],
  month: Month,
): Series {
  return (peers?.month === month ? peers.series[measure] : undefined) ?? monthsTo(month).map(() => null)
}

function monthsTo(month: Month): Month[] {
  return Array.from({ length: trendMonths }, (_, at) => addMonths(month, at - trendMonths + 1))
}

/** Only series whose panel is shown are read for notes. */
export function notesOfTrends({ firm, dossier }: View, trends: Profile['trends']): Profile['notes'] {
  if (firm === null) return []
  const invoices = 'data' in trends.invoices
  const headcount = 'data' in trends.headcount
  const { series } = firm
  return notesOf({
    months: monthsTo(dossier.month),
    sales: invoices ? series['sale-amount'] : undefined,
    tax: 'data' in trends.tax ? series['tax-paid'] : undefined,
    headcount: headcount ? series.headcount : undefined,
    leaves: headcount ? series.leaves : undefined,
  })
}
