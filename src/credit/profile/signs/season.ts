import { seasonOf, seasonWords } from '../sections/season.ts'
import { axisOf } from '../sections/series.ts'
import { salesOf } from '../sections/tax.ts'
import type { View } from '../sections/view.ts'
import type { Sign } from './sign.ts'

/** A season does not excuse a year that is this much smaller. */
const declineMax = -0.2

export function seasonSign(view: View): Sign | undefined {
  const season = seasonOf(axisOf(view), salesOf(view) ?? [])
  if (!season || season.change < declineMax) return undefined
  const words = seasonWords(season)
  return {
    code: 'seasonal',
    section: 'tax',
    panel: 'invoices',
    tone: 'blue',
    tag: { tone: 'info', zh: '季节性经营', en: 'Seasonal' },
    text: { zh: `季节性经营：${words.zh}`, en: `Seasonal: ${words.en}` },
    figure: { type: 'bps', value: Math.round(season.shares[0] * 1e4) },
    on: axisOf(view).at(-1)!,
    origin: { recordType: view.dossier.rowsOf('invoice').length > 0 ? 'invoice' : 'vat-invoice', key: null },
  }
}
