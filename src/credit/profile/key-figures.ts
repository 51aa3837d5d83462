import {
  betterThan,
  definitions,
  type NullReason,
  type PeerGroupRow,
  reasons,
  type Vector,
} from '../indicators/index.ts'
import type { KeyFigure } from './contract.ts'

const shown: readonly { id: string; indicator: string; zh: string; en: string; unit: KeyFigure['unit'] }[] = [
  { id: 'sales', indicator: 'g.inv_out.sum_12', zh: '近 12 个月销项', en: 'Sales, 12 months', unit: 'fen' },
  {
    id: 'sales-growth',
    indicator: 'g.inv_out.yoy_12',
    zh: '销项同比',
    en: 'Sales on the year',
    unit: 'ratio',
  },
  {
    id: 'margin',
    indicator: 'g.inv_margin.margin_12',
    zh: '进销差率',
    en: 'Margin over purchases',
    unit: 'ratio',
  },
  { id: 'customers', indicator: 'g.inv_cust.n_12', zh: '客户数', en: 'Customers', unit: 'count' },
  {
    id: 'top-five',
    indicator: 'g.inv_cust.top5_12',
    zh: '前五大客户占比',
    en: 'Share of the five largest customers',
    unit: 'ratio',
  },
  { id: 'suppliers', indicator: 'g.inv_supp.n_12', zh: '供应商数', en: 'Suppliers', unit: 'count' },
  {
    id: 'tax',
    indicator: 'g.tax_total.sum_12',
    zh: '近 12 个月纳税',
    en: 'Tax paid, 12 months',
    unit: 'fen',
  },
  {
    id: 'headcount',
    indicator: 'g.ss_head.mean_12',
    zh: '年均参保人数',
    en: 'Mean headcount, 12 months',
    unit: 'person',
  },
  {
    id: 'leave-rate',
    indicator: 'g.ss_turn.leave_rate_12',
    zh: '年离职率',
    en: 'Leave rate, 12 months',
    unit: 'ratio',
  },
]

/** The handful of figures that a page shows large, each with its place among the peers or the reason why it is missing. */
export function keyFiguresOf(vector: Vector, peers: PeerGroupRow | undefined): KeyFigure[] {
  return shown.map(({ id, indicator, zh, en, unit }) => {
    const value = vector.values[indicator] ?? null
    const code = vector.reasons[indicator] as NullReason | undefined
    const direction = definitions.find((definition) => definition.id === indicator)!.direction
    const percentiles = peers?.percentiles[indicator]
    return {
      id,
      zh,
      en,
      unit,
      ...(unit === 'fen' && value !== null ? { valueFen: String(value) } : {}),
      value: unit === 'fen' ? null : value,
      reason: code === undefined ? null : { code, zh: reasons[code].zh, en: reasons[code].en },
      betterThan: value === null || !percentiles ? null : betterThan(percentiles, value, direction),
    }
  })
}
