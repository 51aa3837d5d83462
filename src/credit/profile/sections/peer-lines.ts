import type { Series } from '../../indicators/index.ts'
import { industryName } from '../registration-panel.ts'
import type { SeriesPeers } from '../section.contract.ts'
import type { View } from './view.ts'

/** Months that indicators keep medians of. */
type IndicatorMedian = 'sale-amount' | 'purchase-amount' | 'tax-paid' | 'headcount' | 'leaves'

/** The median of the industry; undefined where there is none of this month. */
export function medianOf(view: View, series: string): Series | undefined {
  const { peers, peerSeries, dossier } = view
  if (peers?.month === dossier.month) {
    const found = peers.series[series as IndicatorMedian]
    if (found) return found
  }
  return peerSeries.find((row) => row.series === series && row.month === dossier.month)?.medians
}

/** Who is compared with, for the legend: never without how many they are. */
export function peersOf(view: View, series?: string): SeriesPeers | null {
  const own = series === undefined ? undefined : view.peerSeries.find((row) => row.series === series)
  const group = own ?? view.peers
  if (!group) return null
  const name = group.level === 'all' ? { zh: '全部行业', en: 'all industries' } : industryName(group.code)
  return { firms: group.firms, zh: name?.zh ?? group.code, en: name?.en ?? group.code }
}
