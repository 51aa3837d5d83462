import { tradePartyPanels } from './party-panel.ts'
import { medianOf, peersOf } from './peer-lines.ts'
import { type Season, seasonOf, seasonWords } from './season.ts'
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
import { fallingNote, idleNote, type Watched, yearlong, yearNote } from './series-notes.ts'
import { tableNamed } from './table-panel.ts'
import { type Said, type SectionSpec, type View, worstOf } from './view.ts'
import { moneyWords, percentWords } from './words.ts'

/** Beyond these a reader should ask. */
const badShareMin = 0.1
const mismatchMin = 0.3
const circularShareMin = 0.1

type Values = (number | null)[]

/** Invoices by month: the tax office's own monthly sums where there are any, single invoices summed up otherwise. */
function invoicesOf(view: Pick<View, 'dossier'>, direction: string): Values | undefined {
  return once(view.dossier, `invoices ${direction}`, () => sumInvoices(view, direction))
}

function sumInvoices(view: Pick<View, 'dossier'>, direction: string): Values | undefined {
  const axis = axisOf(view)
  const monthly = view.dossier.rowsOf('invoice').filter(({ values }) => values.direction === direction)
  if (monthly.length > 0)
    return seriesOn(
      axis,
      monthly.map(({ values }) => ({ month: String(values.period), value: Number(values.amount ?? 0) })),
    )
  const sums = view.dossier.monthsOf('vat-invoice.months')
  if (sums.length > 0)
    return seriesOn(
      axis,
      sums
        .filter(({ by }) => by[0] === direction && by[1] !== 'void')
        .map(({ month, sums: [amount] }) => ({ month, value: amount! })),
      sums.map(({ month }) => month),
    )
  return undefined
}

export const salesOf = (view: Pick<View, 'dossier'>) => invoicesOf(view, 'sale')

function invoiceChart(view: View): Said | undefined {
  const months = axisOf(view)
  const [sales, purchases] = [salesOf(view), invoicesOf(view, 'purchase')]
  const none = months.map(() => null)
  if (!sales && !purchases) return undefined
  if (isEmpty(sales ?? none) && isEmpty(purchases ?? none)) return undefined
  const line: Watched = {
    id: 'sales',
    label: { zh: '销项', en: 'Sales' },
    months,
    values: sales ?? none,
    say: moneyWords,
  }
  const season = seasonOf(months, line.values)
  const notes = numbered([
    season && yearlong(line, seasonNote(season)),
    circularNote(view, line),
    fallingNote(line),
    idleNote(line),
    badInvoicesNote(view, line),
    yearNote(line),
  ])
  const [medianSales, medianPurchases] = [medianOf(view, 'sale-amount'), medianOf(view, 'purchase-amount')]
  return {
    data: seriesData({
      months,
      lines: [
        {
          id: 'sales',
          label: line.label,
          unit: 'fen',
          drawn: 'bars',
          values: fenLine(line.values),
          ...(medianSales ? { median: fenLine(medianSales) } : {}),
        },
        {
          id: 'purchases',
          label: { zh: '进项', en: 'Purchases' },
          unit: 'fen',
          drawn: 'bars',
          values: fenLine(purchases ?? none),
          ...(medianPurchases ? { median: fenLine(medianPurchases) } : {}),
        },
      ],
      notes,
      peers: peersOf(view),
      recordType: view.dossier.rowsOf('invoice').length > 0 ? 'invoice' : 'vat-invoice',
    }),
    tone: worstOf(notes.map(({ tone }) => tone)),
    conclusion: {
      zh: `近 12 个月销项 ${moneyWords(sumOf(lastYear(line.values))).zh}，进项 ${moneyWords(sumOf(lastYear(purchases ?? none))).zh}${season ? `；${seasonWords(season).zh}` : ''}。`,
      en: `Sales of 12 months ${moneyWords(sumOf(lastYear(line.values))).en}, purchases ${moneyWords(sumOf(lastYear(purchases ?? none))).en}${season ? `. ${seasonWords(season).en}` : ''}.`,
    },
  }
}

function seasonNote(season: Season): Pick<NoteDraft, 'code' | 'tone' | 'title' | 'text'> {
  const { zh, en } = seasonWords(season)
  return {
    code: 'seasonal',
    tone: 'blue',
    title: { zh: '季节性经营', en: 'Seasonal trade' },
    text: { zh: `${zh}。`, en: `${en}.` },
  }
}

/** Who both buys from and sells to the enterprise, for a good part of both. */
export function circularParties(view: View): { name: string; share: number }[] {
  const all = view.dossier.partiesOf('invoice-counterparty.parties')
  const sides = (side: string) => all.filter((party) => party.side === side)
  return sides('sale').flatMap(({ names, amount, wholeAmount }) => {
    const back = sides('purchase').find((other) => other.names[0] === names[0])
    if (!back || wholeAmount <= 0 || back.wholeAmount <= 0) return []
    const share = Math.min(amount / wholeAmount, back.amount / back.wholeAmount)
    return share >= circularShareMin ? [{ name: names[0] ?? '', share }] : []
  })
}

function circularNote(view: View, line: Watched): NoteDraft | undefined {
  const found = circularParties(view)
  if (found.length === 0) return undefined
  const names = found.map(({ name }) => name)
  return yearlong(line, {
    code: 'circular-counterparties',
    tone: 'orange',
    title: { zh: '同一对方既买又卖', en: 'The same party buys and sells' },
    text: {
      zh: `${names.join('、')} 既是主要客户又是主要供应商，可能存在循环开票，请核实货物与资金流向。`,
      en: `${names.join(', ')} is both a large customer and a large supplier; invoices may go in a circle: follow goods and money.`,
    },
  })
}

function badInvoicesNote(view: View, line: Watched): NoteDraft | undefined {
  const from = line.months.at(-12)!
  const rows = view.dossier
    .rowsOf('invoice')
    .filter(({ values }) => values.direction === 'sale' && String(values.period) >= from)
  const of = (field: string) => rows.reduce((sum, { values }) => sum + Number(values[field] ?? 0), 0)
  const count = of('count') + of('void_count') + of('red_count')
  const bad = count > 0 ? (of('void_count') + of('red_count')) / count : 0
  if (bad < badShareMin) return undefined
  return yearlong(line, {
    code: 'void-and-red-invoices',
    tone: bad >= 0.25 ? 'orange' : 'yellow',
    title: { zh: '作废与红冲偏多', en: 'Many invoices voided or reversed' },
    text: {
      zh: `近 12 个月作废和红字发票占 ${percentWords(bad)}，红冲金额 ${moneyWords(of('red_amount')).zh}。`,
      en: `${percentWords(bad)} of the invoices of 12 months were voided or reversed; ${moneyWords(of('red_amount')).en} reversed.`,
    },
  })
}

function taxChart(view: View): Said | undefined {
  const sums = view.dossier.monthsOf('tax-payment.months')
  if (sums.length === 0) return undefined
  const months = axisOf(view)
  const known = sums.map(({ month }) => month)
  const by = (place: number, kind?: string) =>
    seriesOn(
      months,
      sums
        .filter((sum) => kind === undefined || sum.by[0] === kind)
        .map((sum) => ({ month: sum.month, value: sum.sums[place]! })),
      known,
    )
  const [payable, paid] = [by(0), by(1)]
  if (isEmpty(paid)) return undefined
  const line: Watched = {
    id: 'paid',
    label: { zh: '入库税款', en: 'Tax paid' },
    months,
    values: paid,
    say: moneyWords,
  }
  const notes = numbered([untaxedNote(view, line), mismatchNote(view, line), yearNote(line)])
  const median = medianOf(view, 'tax-paid')
  return {
    data: seriesData({
      months,
      lines: [
        {
          id: 'paid',
          label: line.label,
          unit: 'fen',
          drawn: 'bars',
          values: fenLine(paid),
          ...(median ? { median: fenLine(median) } : {}),
        },
        {
          id: 'payable',
          label: { zh: '应缴税款', en: 'Tax due' },
          unit: 'fen',
          drawn: 'line',
          values: fenLine(payable),
        },
      ],
      notes,
      peers: peersOf(view),
      recordType: 'tax-payment',
    }),
    tone: worstOf(notes.map(({ tone }) => tone)),
    conclusion: {
      zh: `近 12 个月入库税款 ${moneyWords(sumOf(lastYear(paid))).zh}，应缴 ${moneyWords(sumOf(lastYear(payable))).zh}。`,
      en: `${moneyWords(sumOf(lastYear(paid))).en} of tax paid in 12 months, ${moneyWords(sumOf(lastYear(payable))).en} due.`,
    },
  }
}

function untaxedNote(view: View, { months, values }: Watched): NoteDraft | undefined {
  const sales = salesOf(view)
  if (!sales) return undefined
  const last = values.findLastIndex((value) => value !== null)
  let first = last + 1
  while (first > 0 && values[first - 1] === 0 && (sales[first - 1] ?? 0) > 0) first--
  const run = last - first + 1
  if (run < 3) return undefined
  return {
    lines: ['paid'],
    code: 'tax-stopped',
    tone: 'yellow',
    from: months[first]!,
    to: months[last]!,
    title: { zh: '有销项而无纳税', en: 'Sales without tax' },
    text: {
      zh: `连续 ${run} 个月有销项而没有税款入库，可能是减免、留抵或欠税，请核实。`,
      en: `For ${run} months there are sales and no tax paid: a relief, a credit or arrears; ask.`,
    },
  }
}

/** What was declared to the tax office against what was invoiced. */
function mismatchNote(view: View, line: Watched): NoteDraft | undefined {
  const from = line.months.at(-12)!
  const declared = view.dossier
    .rowsOf('tax-declaration')
    .filter(({ values }) => values.tax_kind === 'vat' && String(values.period) >= from)
    .reduce((sum, { values }) => sum + Number(values.sales ?? 0), 0)
  const invoiced = sumOf(lastYear(salesOf(view) ?? []))
  if (declared <= 0 || invoiced <= 0) return undefined
  const share = Math.abs(declared / invoiced - 1)
  if (share < mismatchMin) return undefined
  return yearlong(line, {
    code: 'declared-and-invoiced-differ',
    tone: 'yellow',
    title: { zh: '申报与开票不一致', en: 'Declared and invoiced sales differ' },
    text: {
      zh: `近 12 个月申报销售额 ${moneyWords(declared).zh}，开票 ${moneyWords(invoiced).zh}，相差 ${percentWords(share)}。`,
      en: `Declared sales of 12 months ${moneyWords(declared).en}, invoiced ${moneyWords(invoiced).en}: ${percentWords(share)} apart.`,
    },
  })
}

function customsChart(view: View): Said | undefined {
  const rows = view.dossier.rowsOf('customs')
  if (rows.length === 0) return undefined
  const months = axisOf(view)
  const by = (direction: string) =>
    seriesOn(
      months,
      rows
        .filter(({ values }) => values.direction === direction)
        .map(({ values }) => ({ month: String(values.period), value: Number(values.value_usd ?? 0) })),
    )
  const [exported, imported] = [by('export'), by('import')]
  if (isEmpty(exported) && isEmpty(imported)) return undefined
  const say = (cents: number) => {
    const text = `${(cents / 1e6).toFixed(1)}`
    return { zh: `${text} 万美元`, en: `$${Math.round(cents / 1e5)}K` }
  }
  const line: Watched = {
    id: 'export',
    label: { zh: '出口额', en: 'Exports' },
    months,
    values: exported,
    say,
  }
  const notes = numbered([fallingNote(line), yearNote(line)])
  return {
    data: seriesData({
      months,
      lines: [
        { id: 'export', label: line.label, unit: 'usd-cents', drawn: 'bars', values: fenLine(exported) },
        {
          id: 'import',
          label: { zh: '进口额', en: 'Imports' },
          unit: 'usd-cents',
          drawn: 'bars',
          values: fenLine(imported),
        },
      ],
      notes,
      peers: null,
      recordType: 'customs',
    }),
    tone: worstOf(notes.map(({ tone }) => tone)),
    conclusion: {
      zh: `近 12 个月出口 ${say(sumOf(lastYear(exported))).zh}。`,
      en: `Exports of 12 months: ${say(sumOf(lastYear(exported))).en}.`,
    },
  }
}

export const tax: SectionSpec = {
  id: 'tax',
  zh: '纳税与发票',
  en: 'Tax and invoices',
  panels: [
    tableNamed('tax', 'arrears'),
    tableNamed('tax', 'violations'),
    {
      id: 'invoices',
      title: { zh: '销项与进项', en: 'Sales and purchases' },
      recordTypes: ['invoice', 'vat-invoice'],
      compose: invoiceChart,
    },
    { id: 'payments', title: { zh: '税款', en: 'Tax' }, recordTypes: ['tax-payment'], compose: taxChart },
    ...tradePartyPanels,
    tableNamed('tax', 'ratings'),
    tableNamed('tax', 'statements'),
    tableNamed('tax', 'declarations'),
    {
      id: 'customs',
      title: { zh: '进出口', en: 'Exports and imports' },
      recordTypes: ['customs'],
      compose: customsChart,
    },
  ],
}
