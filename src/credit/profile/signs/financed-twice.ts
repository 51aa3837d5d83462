import type { DossierRow } from '../dossier/dossier.ts'
import { once } from '../sections/series.ts'
import type { View } from '../sections/view.ts'
import { moneyWords } from '../sections/words.ts'
import type { Sign } from './sign.ts'

const recordType = 'chattel-registration'
const receivables = ['receivable-pledge', 'receivable-transfer']

/** Registrations in force of the same receivable for different parties, by what they have in common. */
export function financedTwice(view: Pick<View, 'dossier'>): ReadonlyMap<string, readonly DossierRow[]> {
  return once(view.dossier, 'financed twice', () => {
    const { day } = view.dossier
    const inForce = view.dossier
      .rowsOf(recordType)
      .filter(
        ({ values }) =>
          receivables.includes(String(values.kind)) &&
          values.ended_on === null &&
          (values.expires_on === null || String(values.expires_on) >= day),
      )
    const same = Map.groupBy(inForce, ({ values }) => subjectOf(String(values.collateral ?? '')))
    return new Map(
      [...same].filter(
        ([subject, rows]) =>
          subject !== '' && new Set(rows.map(({ values }) => String(values.secured_party))).size > 1,
      ),
    )
  })
}

/** The numbers of invoices or contracts that it names, else its words: registrants write the rest as they like. */
function subjectOf(collateral: string): string {
  const numbers = collateral.match(/[A-Z0-9-]*\d{6,}/g)
  return numbers ? [...new Set(numbers)].sort().join('、') : collateral.replace(/[\s，。,.；;：:]/g, '')
}

export function financedTwiceSign(view: View): Sign | undefined {
  const [first] = financedTwice(view)
  if (!first) return undefined
  const [subject, rows] = first
  const parties = [...new Set(rows.map(({ values }) => String(values.secured_party)))]
  const amount = rows.reduce((sum, { values }) => sum + Number(values.amount ?? 0), 0)
  const days = rows.map(({ values }) => String(values.registered_on)).sort()
  return {
    code: 'financed-twice',
    section: 'assets',
    panel: 'chattel',
    tone: 'red',
    tag: { tone: 'bad', zh: '应收账款重复融资', en: 'Receivable financed twice' },
    text: {
      zh: `同一笔应收账款（${subject}）在 ${days[0]} 至 ${days.at(-1)} 登记给 ${parties.length} 家权利人：${parties.join('、')}，合计 ${moneyWords(amount).zh}，均未注销`,
      en: `One receivable (${subject}) was registered from ${days[0]} to ${days.at(-1)} for ${parties.length} parties: ${parties.join(', ')}; ${moneyWords(amount).en} in all, none discharged`,
    },
    figure: { type: 'fen', value: String(amount) },
    on: days.at(-1)!,
    origin: { recordType, key: rows[0]!.key },
  }
}
