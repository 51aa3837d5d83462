import { inflowShares } from '../sections/bank-flow.ts'
import { axisOf } from '../sections/series.ts'
import type { View } from '../sections/view.ts'
import { moneyWords, percentWords } from '../sections/words.ts'
import type { Sign } from './sign.ts'

/** Below this share of a year's inflow what is earned does not carry an enterprise. */
const earnedShareMax = 0.15
const unearnedShareMin = 0.6

/** What comes in is borrowed or from related parties: transfers between own accounts count on neither side. */
export function unearnedIncomeSign(view: View): Sign | undefined {
  const shares = inflowShares(view)
  if (!shares) return undefined
  const { whole, of } = shares
  const [earned, borrowed, related] = [of('operating'), of('financing'), of('related')]
  if (earned > earnedShareMax || borrowed + related < unearnedShareMin) return undefined
  return {
    code: 'income-not-earned',
    section: 'bank-flow',
    panel: 'figures',
    tone: earned <= 0.05 ? 'red' : 'orange',
    tag: { tone: 'bad', zh: '收入靠融资', en: 'Income not earned' },
    text: {
      zh: `近 12 个月流入 ${moneyWords(whole).zh}，经营性流入只占 ${percentWords(earned)}：${percentWords(related)} 来自关联方，${percentWords(borrowed)} 来自融资`,
      en: `Of ${moneyWords(whole).en} that came in during 12 months ${percentWords(earned)} was earned: ${percentWords(related)} came from related parties, ${percentWords(borrowed)} was borrowed`,
    },
    figure: { type: 'bps', value: Math.round(earned * 1e4) },
    on: axisOf(view).at(-1)!,
    origin: { recordType: 'bank-transaction', key: null },
  }
}
