import { addMonths, type Month } from '../../../foundation/month.ts'
import type { Firm, Invoice } from './firm.ts'
import {
  add,
  covered,
  enough,
  monthOf,
  naiveSeries,
  type Series,
  seriesOf,
  type Value,
  windowOf,
} from './naive-series.ts'

/**
 * The indicators of one enterprise once more, straight from the definitions, month by month over plain objects,
 * sharing no code with the kernel: what both agree on is what the definitions say.
 */
const partyNet = (rows: readonly Invoice[]) => {
  const net = new Map<string | null, number>()
  for (const { counterparty, amount } of rows) net.set(counterparty, (net.get(counterparty) ?? 0) + amount)
  return net
}

function naiveParties(all: readonly Invoice[], counts: Series, asOf: Month): Record<string, Value> {
  const recent = all.filter(({ issuedOn }) => windowOf(asOf, 12).includes(monthOf(issuedOn)))
  const prior = all.filter(({ issuedOn }) => windowOf(asOf, 12, 12).includes(monthOf(issuedOn)))
  const namesOf = (rows: readonly Invoice[]) =>
    new Set(rows.flatMap(({ counterparty }) => counterparty ?? []))
  const net = partyNet(recent)
  const unknown = Math.max(0, net.get(null) ?? 0)
  const shares = [...net].filter(([name, amount]) => name !== null && amount > 0)
  const total = add(shares.map(([, amount]) => amount))
  const known = total > 0 && unknown / (unknown + total) <= 0.3
  const sorted = shares.map(([, amount]) => amount / total).sort((left, right) => right - left)
  const before =
    covered(counts, windowOf(asOf, 12, 12)).length >= 0.6 * 12 && enough(counts, asOf, 12) !== null
  const earlier = namesOf(prior)
  const now = namesOf(recent)
  const kept = [...earlier].filter((name) => now.has(name)).length
  const fresh = add(shares.filter(([name]) => !earlier.has(name!)).map(([, amount]) => amount))
  return {
    n_12: enough(counts, asOf, 12) && now.size,
    n_24: enough(counts, asOf, 24) && new Set([...now, ...earlier]).size,
    hhi_12: known ? add(sorted.map((share) => share * share)) : null,
    top1_12: known ? sorted[0]! : null,
    top5_12: known ? add(sorted.slice(0, 5)) : null,
    retention_12: before && earlier.size >= 5 ? kept / earlier.size : null,
    newshare_12: before && known ? fresh / total : null,
    n_yoy_12: before && earlier.size > 0 ? Math.min(5, now.size / earlier.size - 1) : null,
  }
}

const dated = ({ issuedOn }: Invoice) => monthOf(issuedOn)
const isVoid = ({ status }: Invoice) => status === 'void'
const isRed = ({ amount }: Invoice) => amount < 0
const isBlue = ({ amount }: Invoice) => amount >= 0

/** Invoices up to the as-of month, by what the definitions ask for. */
function invoicesOf(firm: Firm, asOf: Month, coveredTo: Month) {
  const past = firm.invoices.filter((row) => dated(row) <= asOf)
  const valid = past.filter((row) => !isVoid(row))
  const sales = valid.filter(({ direction }) => direction === 'sale')
  const purchases = valid.filter(({ direction }) => direction === 'purchase')
  const series = (value: (row: Invoice) => number, chosen: readonly Invoice[]) =>
    seriesOf(firm.invoices, dated, value, asOf, coveredTo, chosen)
  return { past, sales, purchases, series }
}
type Invoices = ReturnType<typeof invoicesOf>

function naiveShares({ past, sales, purchases, series }: Invoices, asOf: Month): Record<string, Value> {
  const issued = (direction: string) => past.filter((row) => row.direction === direction)
  const within = (rows: readonly Invoice[], months: number) =>
    rows.filter((row) => windowOf(asOf, months).includes(dated(row)))
  const money = (rows: readonly Invoice[], months: number) =>
    add(within(rows, months).map(({ amount }) => amount))
  const share = (part: number, whole: number): Value => (past.length > 0 && whole !== 0 ? part / whole : null)
  const countShare = (part: readonly Invoice[], whole: readonly Invoice[], months: number) =>
    share(within(part, months).length, within(whole, months).length)
  const voided = (direction: string) => issued(direction).filter(isVoid)
  const redSales = enough(
    series(({ amount }) => amount, sales.filter(isRed)),
    asOf,
    12,
  )
  return {
    'g.inv_out.ticket_12': share(money(sales.filter(isBlue), 12), within(sales.filter(isBlue), 12).length),
    'g.inv_void.void_ratio_3': countShare(voided('sale'), issued('sale'), 3),
    'g.inv_void.void_ratio_12': countShare(voided('sale'), issued('sale'), 12),
    'g.inv_void.void_ratio_24': countShare(voided('sale'), issued('sale'), 24),
    'g.inv_void.red_ratio_12': countShare(sales.filter(isRed), sales, 12),
    'g.inv_void.red_ratio_24': countShare(sales.filter(isRed), sales, 24),
    'g.inv_void.red_amt_12': redSales && 0 - add(redSales),
    'g.inv_void.void_amt_ratio_12': share(
      money(voided('sale').filter(isBlue), 12),
      money(issued('sale').filter(isBlue), 12),
    ),
    'g.inv_void.red_amt_ratio_12': share(-money(sales.filter(isRed), 12), money(sales.filter(isBlue), 12)),
    'g.inv_void.red_amt_ratio_24': share(-money(sales.filter(isRed), 24), money(sales.filter(isBlue), 24)),
    'g.inv_void.in_void_ratio_12': countShare(voided('purchase'), issued('purchase'), 12),
    'g.inv_void.in_red_ratio_12': countShare(purchases.filter(isRed), purchases, 12),
    'g.inv_void.in_red_amt_ratio_12': share(
      -money(purchases.filter(isRed), 12),
      money(purchases.filter(isBlue), 12),
    ),
  }
}

function naiveContinuity({ sales, series }: Invoices, asOf: Month): Record<string, Value> {
  const count = series(() => 1, sales)
  const activeMonths = (months: number) =>
    enough(count, asOf, months)?.filter((value) => value > 0).length ?? null
  const gap = (months: number): Value => {
    const active = windowOf(asOf, months).map((of) => sales.filter((row) => dated(row) === of).length)
    if (add(active) < 2) return null
    const marks = active
      .map((value) => (value > 0 ? 'x' : '.'))
      .join('')
      .replace(/^\.+|\.+$/g, '')
    return Math.max(0, ...[...marks.matchAll(/\.+/g)].map(([run]) => run.length))
  }
  const lastSale = sales
    .map(({ issuedOn }) => issuedOn)
    .sort()
    .at(-1)
  const monthEnd = Date.parse(`${addMonths(asOf, 1)}-01T00:00:00Z`) - 86_400_000
  return {
    'g.inv_gap.active_m_12': activeMonths(12),
    'g.inv_gap.active_m_24': activeMonths(24),
    'g.inv_gap.gapmax_12': gap(12),
    'g.inv_gap.gapmax_24': gap(24),
    'g.inv_gap.recency_d':
      lastSale === undefined ? null : (monthEnd - Date.parse(`${lastSale}T00:00:00Z`)) / 86_400_000,
  }
}

function naiveInvoices(firm: Firm, asOf: Month, coveredTo: Month): Record<string, Value> {
  const invoices = invoicesOf(firm, asOf, coveredTo)
  const { sales, purchases, series } = invoices
  const sale = series(({ amount }) => amount, sales)
  const count = series(() => 1, sales)
  const purchase = series(({ amount }) => amount, purchases)
  const saleTax = series(({ tax }) => tax, sales)
  const purchaseTax = series(({ tax }) => tax, purchases)
  const left = (whole: Series, minus: Series, months: number): Value => {
    const base = enough(sale, asOf, months)
    if (!base || add(base) <= 0) return null
    const inWindow = windowOf(asOf, months)
    return (add(covered(whole, inWindow)) - add(covered(minus, inWindow))) / add(base)
  }
  const prefixed = (prefix: string, values: Record<string, Value>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]))
  return {
    ...prefixed('g.inv_out', naiveSeries(sale, asOf)),
    ...prefixed('g.inv_in', naiveSeries(purchase, asOf)),
    ...prefixed('g.inv_cnt', naiveSeries(count, asOf)),
    ...prefixed('g.inv_cust', naiveParties(sales, count, asOf)),
    ...prefixed(
      'g.inv_supp',
      naiveParties(
        purchases,
        series(() => 1, purchases),
        asOf,
      ),
    ),
    ...naiveShares(invoices, asOf),
    ...naiveContinuity(invoices, asOf),
    'g.inv_margin.margin_3': left(sale, purchase, 3),
    'g.inv_margin.margin_12': left(sale, purchase, 12),
    'g.inv_margin.margin_24': left(sale, purchase, 24),
    'g.inv_margin.tax_burden_12': left(saleTax, purchaseTax, 12),
  }
}

function naiveTaxes(firm: Firm, asOf: Month, coveredTo: Month): Record<string, Value> {
  const { taxes } = firm
  const shortfall = (row: Firm['taxes'][number]) => Math.max(0, row.payable - row.paid)
  const series = (kind: string | null, value: (row: Firm['taxes'][number]) => number) =>
    seriesOf(
      taxes,
      ({ period }) => period,
      value,
      asOf,
      coveredTo,
      taxes.filter((row) => (kind === null || row.kind === kind) && row.period <= asOf),
    )
  const short = series(null, shortfall)
  const past = taxes.filter(({ period }) => period <= asOf)
  const inWindow = (months: number) => past.filter(({ period }) => windowOf(asOf, months).includes(period))
  const late = [
    ...new Set(
      inWindow(24)
        .filter((row) => shortfall(row) > 0)
        .map(({ period }) => period),
    ),
  ].sort()
  const values: Record<string, Value> = {
    'g.tax_arrears.open_amt': add(past.map(shortfall)),
    'g.tax_arrears.amt_12': add(inWindow(12).map(shortfall)),
    'g.tax_arrears.amt_24': add(inWindow(24).map(shortfall)),
    'g.tax_arrears.cnt_12': enough(short, asOf, 12)?.filter((value) => value > 0).length ?? null,
    'g.tax_arrears.cnt_24': enough(short, asOf, 24)?.filter((value) => value > 0).length ?? null,
    'g.tax_arrears.recency_m': late.length > 0 ? 23 - windowOf(asOf, 24).indexOf(late.at(-1)!) : null,
  }
  for (const [dimension, kind] of [
    ['g.vat_paid', 'value-added'],
    ['g.cit', 'corporate-income'],
    ['g.tax_total', null],
  ] as const)
    for (const [name, value] of Object.entries(
      naiveSeries(
        series(kind, ({ paid }) => paid),
        asOf,
      ),
    ))
      values[`${dimension}.${name}`] = value
  return values
}

function naiveContributions(firm: Firm, asOf: Month, coveredTo: Month): Record<string, Value> {
  const rows = firm.contributions
  const series = (name: 'headcount' | 'amount' | 'hires' | 'leaves' | 'arrears') =>
    seriesOf(
      rows,
      ({ period }) => period,
      (row) => row[name],
      asOf,
      coveredTo,
      rows,
    )
  const total = (name: 'hires' | 'leaves', months: number) => {
    const values = enough(series(name), asOf, months)
    return values && add(values)
  }
  const rate = (months: number, end: Month): Value => {
    const heads = enough(series('headcount'), end, months)
    if (!heads || add(heads) / heads.length < 5) return null
    return add(covered(series('leaves'), windowOf(end, months))) / (add(heads) / heads.length)
  }
  const [now, before] = [rate(3, asOf), rate(3, addMonths(asOf, -12))]
  const arrears = series('arrears')
  const inArrears = windowOf(asOf, 24).map((of) => (arrears.at(of) ?? 0) > 0)
  const [hires, leaves] = [total('hires', 12), total('leaves', 12)]
  const values: Record<string, Value> = {
    'g.ss_turn.hires_3': total('hires', 3),
    'g.ss_turn.hires_12': hires,
    'g.ss_turn.leaves_3': total('leaves', 3),
    'g.ss_turn.leaves_6': total('leaves', 6),
    'g.ss_turn.leaves_12': leaves,
    'g.ss_turn.leave_rate_3': now,
    'g.ss_turn.leave_rate_6': rate(6, asOf),
    'g.ss_turn.leave_rate_12': rate(12, asOf),
    'g.ss_turn.leave_rate_yoy_3': now !== null && before !== null ? now - before : null,
    'g.ss_turn.net_12': hires !== null && leaves !== null ? hires - leaves : null,
    'g.ss_arrears.amt_24': add(
      rows.filter(({ period }) => windowOf(asOf, 24).includes(period)).map((row) => row.arrears),
    ),
    'g.ss_arrears.cnt_12': enough(arrears, asOf, 12)?.filter((value) => value > 0).length ?? null,
    'g.ss_arrears.cnt_24': enough(arrears, asOf, 24)?.filter((value) => value > 0).length ?? null,
    'g.ss_arrears.recency_m': inArrears.includes(true) ? 23 - inArrears.lastIndexOf(true) : null,
  }
  for (const [dimension, name] of [
    ['g.ss_head', 'headcount'],
    ['g.ss_amt', 'amount'],
  ] as const)
    for (const [stat, value] of Object.entries(naiveSeries(series(name), asOf)))
      values[`${dimension}.${stat}`] = value
  return values
}

export function naiveIndicators(firm: Firm, asOf: Month, coveredTo: Month): Record<string, Value> {
  return {
    ...naiveInvoices(firm, asOf, coveredTo),
    ...naiveTaxes(firm, asOf, coveredTo),
    ...naiveContributions(firm, asOf, coveredTo),
  }
}
