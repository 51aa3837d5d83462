import { flowsOf } from '../sections/bank-flow.ts'
import { loansOf } from '../sections/credit.ts'
import { axisOf, lastYear, sumOf, yearChange } from '../sections/series.ts'
import type { View } from '../sections/view.ts'
import { moneyWords, percentWords } from '../sections/words.ts'
import { contributionsOf } from '../sections/workforce.ts'
import type { Sign } from './sign.ts'

/** Only what has been looked for and is not there counts as absent. */
const neededOpen = [
  'real-estate',
  'qualification',
  'loan',
  'bank-transaction',
  'social-security',
  'tax-arrears',
]

/** A good firm that has nothing to pledge: what speaks for it is what flows. */
export function steadySign(view: View): Sign | undefined {
  const { dossier } = view
  if (!neededOpen.every((id) => dossier.open.has(id) && !dossier.failed.has(id))) return undefined
  const owned = dossier.rowsOf('real-estate').some(({ values }) => values.disposed_on === null)
  const owing = dossier.rowsOf('tax-arrears').some(({ values }) => values.cleared_on === null)
  const loans = loansOf(view)
  if (owned || owing || dossier.totalOf('qualification') > 0 || (loans?.worstOverdueDays ?? 0) > 0)
    return undefined
  const operating = flowsOf(view)?.operating ?? []
  const change = yearChange(operating)
  const headcount = contributionsOf(view)?.headcount ?? []
  const [people, before] = [headcount.findLast((value) => value !== null), headcount.at(-13)]
  const isSteady =
    change !== undefined && change >= 0 && lastYear(operating).every((value) => (value ?? 0) > 0)
  if (!isSteady || people == null || before == null || people < before) return undefined
  const earned = sumOf(lastYear(operating))
  const lacking = loans ? { zh: '', en: '' } : { zh: '、无贷款记录', en: ', never a loan' }
  return {
    code: 'steady-without-collateral',
    section: 'bank-flow',
    panel: 'flow',
    tone: 'good',
    tag: { tone: 'good', zh: '无抵押、流水稳', en: 'Steady without collateral' },
    text: {
      zh: `无不动产、无资质${lacking.zh}，但近 12 个月经营性流入 ${moneyWords(earned).zh}，月月有进账，同比 +${percentWords(change)}，参保 ${people} 人不减，无欠税`,
      en: `No real estate, no certificates${lacking.en}; but ${moneyWords(earned).en} earned in 12 months, in every one of them, up ${percentWords(change)}, ${people} people and no fewer than a year ago, no tax owed`,
    },
    figure: { type: 'fen', value: String(Math.round(earned)) },
    on: axisOf(view).at(-1)!,
    origin: { recordType: 'bank-transaction', key: null },
  }
}
