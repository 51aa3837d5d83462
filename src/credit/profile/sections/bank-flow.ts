import type { MonthSum } from '../dossier/dossier.ts'
import type { Fact, Row } from '../section.contract.ts'
import type { Tone, Value } from '../value.contract.ts'
import { partyPanel } from './party-panel.ts'
import { medianOf, peersOf } from './peer-lines.ts'
import {
  axisOf,
  fenLine,
  isEmpty,
  lastYear,
  type NoteDraft,
  numbered,
  once,
  seriesData,
  seriesOn,
  sumOf,
} from './series.ts'
import { fallingNote, type Watched, yearlong, yearNote } from './series-notes.ts'
import { tableNamed } from './table-panel.ts'
import { type Said, type SectionSpec, type View, worstOf } from './view.ts'
import { fieldOf, moneyWords, percentWords, type Words } from './words.ts'

const flows = 'bank-transaction.months'
const parties = 'bank-transaction.parties'

/** Beyond these shares of a year's inflow a reader should ask. */
const financingShareMin = 0.5
const relatedShareMin = 0.3

interface Flows {
  months: readonly string[]
  inflow: (number | null)[]
  outflow: (number | null)[]
  operating: (number | null)[]
  financing: (number | null)[]
}

/** What comes in and goes out. What the enterprise moves between its own accounts is neither income nor expense. */
function movementsOf(view: Pick<View, 'dossier'>): readonly MonthSum[] {
  return view.dossier.monthsOf(flows).filter(({ by }) => by[1] !== 'own-transfer')
}

export function flowsOf(view: Pick<View, 'dossier'>): Flows | undefined {
  return once(view.dossier, 'flows', () => reckonFlows(view))
}

function reckonFlows(view: Pick<View, 'dossier'>): Flows | undefined {
  const sums = movementsOf(view)
  if (sums.length === 0) return undefined
  const axis = axisOf(view)
  const known = sums.map(({ month }) => month)
  const line = (keep: (sum: MonthSum) => boolean) =>
    seriesOn(
      axis,
      sums.filter(keep).map(({ month, sums: [amount] }) => ({ month, value: amount! })),
      known,
    )
  const inward = ({ by }: MonthSum) => by[0] === 'in'
  return {
    months: axis,
    inflow: line(inward),
    outflow: line(({ by }) => by[0] === 'out'),
    operating: line((sum) => inward(sum) && sum.by[1] === 'operating'),
    financing: line((sum) => inward(sum) && sum.by[1] === 'financing'),
  }
}

/** Fen of the last twelve months by direction and purpose. */
export function purposesOf(view: View): ReadonlyMap<string, number> {
  return once(view.dossier, 'purposes', () => sumPurposes(view))
}

function sumPurposes(view: View): Map<string, number> {
  const from = axisOf(view).at(-12)!
  const sums = new Map<string, number>()
  for (const { month, by, sums: amounts } of movementsOf(view))
    if (month >= from && month <= view.dossier.month) {
      const key = by.join(' ')
      sums.set(key, (sums.get(key) ?? 0) + amounts[0]!)
    }
  return sums
}

/** Shares of a year's inflow; undefined without any. */
export function inflowShares(view: View): { whole: number; of: (purpose: string) => number } | undefined {
  const sums = purposesOf(view)
  const whole = [...sums].reduce((sum, [key, amount]) => (key.startsWith('in ') ? sum + amount : sum), 0)
  return whole > 0 ? { whole, of: (purpose) => (sums.get(`in ${purpose}`) ?? 0) / whole } : undefined
}

function flowChart(view: View): Said | undefined {
  const found = flowsOf(view)
  if (!found || (isEmpty(found.inflow) && isEmpty(found.outflow))) return undefined
  const { months } = found
  const inflow = {
    id: 'inflow',
    label: { zh: '流入', en: 'Inflow' },
    months,
    values: found.inflow,
    say: moneyWords,
  }
  const operating: Watched = {
    id: 'operating',
    label: { zh: '经营性流入', en: 'Operating inflow' },
    months,
    values: found.operating,
    say: moneyWords,
  }
  const notes = numbered([
    financingNote(view, inflow),
    fallingNote(operating) ?? fallingNote(inflow),
    netNote(found),
    yearNote(operating),
  ])
  const median = medianOf(view, 'bank-inflow')
  const [received, spent] = [sumOf(lastYear(found.inflow)), sumOf(lastYear(found.outflow))]
  return {
    data: seriesData({
      months,
      lines: [
        {
          ...{ id: 'inflow', label: inflow.label, unit: 'fen', drawn: 'bars', values: fenLine(found.inflow) },
          ...(median ? { median: fenLine(median) } : {}),
        },
        {
          id: 'outflow',
          label: { zh: '流出', en: 'Outflow' },
          unit: 'fen',
          drawn: 'bars',
          values: fenLine(found.outflow),
        },
        {
          id: 'operating',
          label: operating.label,
          unit: 'fen',
          drawn: 'line',
          values: fenLine(found.operating),
        },
        {
          id: 'financing',
          label: { zh: '融资流入', en: 'Inflow from financing' },
          unit: 'fen',
          drawn: 'line',
          values: fenLine(found.financing),
        },
      ],
      notes,
      peers: peersOf(view, 'bank-inflow'),
      recordType: 'bank-transaction',
    }),
    tone: worstOf(notes.map(({ tone }) => tone)),
    conclusion: {
      zh: `近 12 个月流入 ${moneyWords(received).zh}，流出 ${moneyWords(spent).zh}，净${received >= spent ? '流入' : '流出'} ${moneyWords(Math.abs(received - spent)).zh}。`,
      en: `In 12 months ${moneyWords(received).en} came in and ${moneyWords(spent).en} went out: net ${moneyWords(received - spent).en}.`,
    },
  }
}

function financingNote(view: View, inflow: Watched): NoteDraft | undefined {
  const shares = inflowShares(view)
  const share = shares?.of('financing') ?? 0
  if (share < financingShareMin) return undefined
  return yearlong(inflow, {
    code: 'income-is-financing',
    tone: share >= 0.8 ? 'red' : 'orange',
    title: { zh: '流入主要来自融资', en: 'What comes in is mostly borrowed' },
    text: {
      zh: `近 12 个月流入的 ${percentWords(share)} 来自借款等融资，不是经营收入；请核实真实经营现金流。`,
      en: `${percentWords(share)} of the inflow of 12 months is borrowed, not earned; check the operating cash flow.`,
    },
  })
}

function netNote({ months, inflow, outflow }: Flows): NoteDraft | undefined {
  let run = 0
  while (run < months.length) {
    const at = months.length - 1 - run
    const [received, spent] = [inflow[at], outflow[at]]
    if (received == null || spent == null || received >= spent) break
    run++
  }
  if (run < 3) return undefined
  const from = months.at(-run)!
  return {
    lines: ['inflow', 'outflow'],
    code: 'net-outflow',
    tone: 'yellow',
    from,
    to: months.at(-1)!,
    title: { zh: '连续净流出', en: 'More goes out than comes in' },
    text: {
      zh: `已连续 ${run} 个月流出大于流入，累计净流出 ${moneyWords(sumOf(outflow.slice(-run)) - sumOf(inflow.slice(-run))).zh}。`,
      en: `For ${run} months more went out than came in: ${moneyWords(sumOf(outflow.slice(-run)) - sumOf(inflow.slice(-run))).en} net.`,
    },
  }
}

function flowFacts(view: View): Said | undefined {
  const shares = inflowShares(view)
  if (!shares) return undefined
  const { whole, of } = shares
  const [customers] = [view.dossier.partiesOf(parties).filter(({ side }) => side === 'in')]
  const listed = customers.slice(0, 5).reduce((sum, { amount }) => sum + amount, 0)
  const top5 = customers[0] ? listed / customers[0].wholeAmount : null
  const accounts = view.dossier.rowsOf('bank-account').filter(({ values }) => values.closed_on === null)
  const banks = new Set(accounts.map(({ values }) => values.bank)).size
  const share = (value: number): Value => ({ type: 'bps', value: Math.round(value * 1e4) })
  const origin = { recordType: 'bank-transaction', key: null }
  const item = (id: string, label: Words, value: Value, tone: Tone = 'plain'): Fact => ({
    ...{ id, label, value, origin },
    ...(tone === 'plain' ? {} : { tone }),
  })
  const items = [
    item(
      'inflow',
      { zh: '近 12 个月流入', en: 'Inflow, 12 months' },
      { type: 'fen', value: String(Math.round(whole)) },
    ),
    item(
      'operating-share',
      { zh: '经营性流入占比', en: 'Share from operations' },
      share(of('operating')),
      of('operating') < 0.4 ? 'yellow' : 'plain',
    ),
    item(
      'financing-share',
      { zh: '融资流入占比', en: 'Share from financing' },
      share(of('financing')),
      of('financing') >= financingShareMin ? 'orange' : 'plain',
    ),
    item(
      'related-share',
      { zh: '关联方流入占比', en: 'Share from related parties' },
      share(of('related')),
      of('related') >= relatedShareMin ? 'orange' : 'plain',
    ),
    item(
      'returned-share',
      { zh: '退回款占比', en: 'Share of payments returned' },
      share(of('returned')),
      of('returned') >= 0.05 ? 'yellow' : 'plain',
    ),
    ...(top5 === null
      ? []
      : [
          item(
            'top-five',
            { zh: '前五大付款方占比', en: 'Share of the five largest payers' },
            share(top5),
            top5 >= 0.8 ? 'yellow' : 'plain',
          ),
        ]),
    ...(accounts.length > 0
      ? [
          {
            ...item(
              'accounts',
              { zh: '在用账户', en: 'Open accounts' },
              { type: 'integer', value: accounts.length },
            ),
            note: { zh: `分布在 ${banks} 家银行`, en: `at ${banks} banks` },
            origin: { recordType: 'bank-account', key: null },
          },
        ]
      : []),
  ]
  return { data: { kind: 'facts', items }, tone: worstOf(items.map(({ tone }) => tone)), conclusion: null }
}

function purposeTable(view: View): Said | undefined {
  const sums = purposesOf(view)
  if (sums.size === 0) return undefined
  const [direction, purpose] = [
    fieldOf('bank-transaction', 'direction'),
    fieldOf('bank-transaction', 'purpose'),
  ]
  const whole = (side: string) =>
    [...sums].reduce((sum, [key, amount]) => (key.startsWith(`${side} `) ? sum + amount : sum), 0)
  const rows: Row[] = [...sums]
    .sort((left, right) => right[1] - left[1])
    .map(([key, amount]) => {
      const [side, what] = key.split(' ') as [string, string]
      const code = (field: typeof direction, value: string): Value => {
        const found = field.codes!.find((one) => one.code === value)!
        return { type: 'code', value, zh: found.zh, en: found.en }
      }
      return {
        key,
        cells: [
          code(direction, side),
          code(purpose, what),
          { type: 'fen', value: String(Math.round(amount)) },
          { type: 'bps', value: Math.round((amount / whole(side)) * 1e4) },
        ],
      }
    })
  return {
    data: {
      kind: 'table',
      columns: [
        { id: 'direction', label: { zh: direction.zh, en: direction.en }, type: 'code' },
        { id: 'purpose', label: { zh: purpose.zh, en: purpose.en }, type: 'code' },
        { id: 'amount', label: { zh: '近 12 个月金额', en: 'Amount, 12 months' }, type: 'fen' },
        { id: 'share', label: { zh: '占该方向', en: 'Share of its direction' }, type: 'bps' },
      ],
      rows,
      total: rows.length,
    },
    conclusion: null,
  }
}

const transaction = ['bank-transaction']

export const bankFlow: SectionSpec = {
  id: 'bank-flow',
  zh: '收支流水',
  en: 'Bank flows',
  panels: [
    {
      id: 'flow',
      title: { zh: '账户收支', en: 'What comes in and goes out' },
      recordTypes: transaction,
      compose: flowChart,
    },
    {
      id: 'figures',
      title: { zh: '流水结构', en: 'What the flows are made of' },
      recordTypes: [...transaction, 'bank-account'],
      compose: flowFacts,
    },
    {
      id: 'purposes',
      title: { zh: '用途构成', en: 'By purpose' },
      recordTypes: transaction,
      compose: purposeTable,
    },
    partyPanel({
      id: 'payers',
      title: { zh: '主要付款方', en: 'Largest payers' },
      gathering: parties,
      recordType: 'bank-transaction',
      side: 'in',
    }),
    partyPanel({
      id: 'payees',
      title: { zh: '主要收款方', en: 'Largest payees' },
      gathering: parties,
      recordType: 'bank-transaction',
      side: 'out',
    }),
    tableNamed('bank-flow', 'accounts'),
  ],
}
