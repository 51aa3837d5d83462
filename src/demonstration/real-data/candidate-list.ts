import { definitions } from '../../credit/indicators/index.ts'
import type { VariablePlan } from '../../credit/scoring/index.ts'

/**
 * The indicators that may enter the scorecard, chosen for what they mean: one for each question that a lender asks of
 * invoices. Figures of single indicators and of fits had been seen before the six were settled, so their
 * cross-validated AUC is slightly optimistic; the longer lists are fitted too, so that the report says how much the
 * choice itself matters.
 */
export interface CandidateNames {
  zh: string
  en: string
  indicators: readonly string[]
}

const six = [
  'g.inv_out.mean_24',
  'g.inv_cnt.mean_24',
  'g.inv_out.cv_24',
  'g.inv_out.zero_24',
  'g.inv_in.mean_24',
  'g.inv_margin.tax_burden_12',
]

const eleven = [
  ...six,
  'g.inv_out.maxdrop_24',
  'g.inv_supp.n_24',
  'g.inv_margin.margin_12',
  'g.inv_cust.hhi_12',
  'g.inv_void.void_ratio_24',
]

const twenty = [
  ...eleven,
  'g.inv_out.sum_12',
  'g.inv_gap.active_m_24',
  'g.inv_gap.gapmax_24',
  'g.inv_gap.recency_d',
  'g.inv_cust.n_24',
  'g.inv_cust.newshare_12',
  'g.inv_out.yoy_12',
  'g.inv_out.slope_12',
  'g.inv_out.ticket_12',
]

export const candidateLists: readonly [CandidateNames, ...CandidateNames[]] = [
  {
    zh: '六项：规模、笔数、波动、断月、采购、税负（主方案）',
    en: 'six: size, number, variation, idle months, purchases, tax burden (main)',
    indicators: six,
  },
  {
    zh: '十一项：再加回落、上下游、进销差、作废',
    en: 'eleven: with falls, counterparties, margin, void',
    indicators: eleven,
  },
  { zh: '二十项：再加增长、断票、客户结构', en: 'twenty: with growth, gaps, customers', indicators: twenty },
]

/** The only feature of the comparison that needs no fit: the smaller, the riskier. */
export const singleFeature = 'g.inv_out.mean_24'

/** What more of it means for a lender, by the catalogue; where the catalogue is neutral, by what it measures. */
const ownDirection: Readonly<Record<string, 'ascending' | 'descending'>> = {
  'g.inv_in.mean_24': 'ascending',
  'g.inv_out.ticket_12': 'ascending',
  'g.inv_margin.tax_burden_12': 'ascending',
}

export function plansFor(indicators: readonly string[]): Record<string, VariablePlan> {
  return Object.fromEntries(
    indicators.map((id): [string, VariablePlan] => {
      const definition = definitions.find((entry) => entry.id === id)
      if (!definition) throw new TypeError(`the catalogue has no ${id}`)
      const { zh, en, direction } = definition
      const expected = ownDirection[id] ?? (direction === 'lower' ? 'descending' : 'ascending')
      return [id, { zh, en, direction: expected }]
    }),
  )
}
