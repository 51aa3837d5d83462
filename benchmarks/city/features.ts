import { assetsFenAt } from '../../src/demonstration/sample-city/balance.ts'
import { firstDayOf } from '../../src/demonstration/sample-city/calendar.ts'
import type { City } from '../../src/demonstration/sample-city/city.ts'
import { bankIsConnected } from '../../src/demonstration/sample-city/emit-bank.ts'
import { filesStatements } from '../../src/demonstration/sample-city/emit-operation.ts'
import { ageAt } from '../../src/demonstration/sample-city/firm.ts'
import { flow } from '../../src/demonstration/sample-city/flow.ts'
import type { Life } from '../../src/demonstration/sample-city/life.ts'
import { atOf } from '../../src/demonstration/sample-city/span.ts'

/**
 * What a bank could know of a firm at the end of a lived month, from delivered records only; NaN where it has none.
 * A replica of the main kinds of indicators, not the platform's own: it costs no store, and takes bank flows, statements and
 * power into account, which the platform's card does not use yet.
 */
export const basicFeatures = [
  'age_months',
  'sales_log',
  'sales_change_3',
  'sales_cv_12',
  'sales_year_on_year_3',
  'void_share_12',
  'customers_12',
  'top_customer_share_12',
  'headcount_change_6',
  'leave_rate_6',
  'insurance_owed_count_6',
  'tax_late_count_6',
  'tax_paid_share_6',
  'overdue_days_now',
  'late_instalments_12',
] as const

export const furtherFeatures = [
  'receipts_change_3',
  'balance_to_outflow',
  'lowest_balance_6',
  'related_turnover_12',
  'payable_months',
  'financing_share_12',
  'owner_inflow_share_6',
  'returned_count_12',
  'receivable_months',
  'margin_12',
  'debt_to_assets',
  'power_year_on_year_3',
  'power_late_count_6',
] as const

export type Feature = (typeof basicFeatures)[number] | (typeof furtherFeatures)[number]

export function featuresOf(city: City, life: Life, at: number): Record<Feature, number> {
  return {
    ...ofInvoices(city, life, at),
    ...ofPeople(city, life, at),
    ...ofLoans(city, life, at),
    ...ofBank(life, city, at),
  }
}

function sum(of: Float64Array | Int32Array, from: number, to: number): number {
  let total = 0
  for (let at = Math.max(0, from); at <= to; at++) total += of[at]!
  return total
}

/** Of what is known from `from` on: NaN when the window begins before. */
function ratio(of: Float64Array, first: number, now: [number, number], before: [number, number]): number {
  if (before[0] < first) return Number.NaN
  const base = sum(of, ...before)
  return base > 0 ? Math.min(5, sum(of, ...now) / base - 1) : Number.NaN
}

function ofInvoices(city: City, life: Life, at: number) {
  const { salesFen, book, firm, from } = life
  const first = Math.max(from, firm.opensAt)
  const year = at - 11 < first ? [] : Array.from(salesFen.slice(at - 11, at + 1))
  const mean = year.reduce((total, fen) => total + fen, 0) / year.length
  const deviation = Math.sqrt(year.reduce((total, fen) => total + (fen - mean) ** 2, 0) / year.length)
  const bought = new Map<number, number>()
  let [lines, voids] = [0, 0]
  for (let month = Math.max(first, at - 11); month <= at; month++)
    for (let slot = 0; slot < book.slots; slot++) {
      const place = (month - book.from) * book.slots + slot
      for (let line = book.start[place]!; line < book.start[place + 1]!; line++) {
        lines++
        if (book.state[line] === 1) voids++
        if (book.state[line] !== 0) continue
        const partner = book.partner[place]!
        bought.set(partner, (bought.get(partner) ?? 0) + book.amountFen[line]!)
      }
    }
  const total = [...bought.values()].reduce((all, fen) => all + fen, 0)
  return {
    age_months: ageAt(firm, city.span, at),
    sales_log: Math.log10(1 + sum(salesFen, Math.max(first, at - 11), at) / Math.min(12, at - first + 1)),
    sales_change_3: ratio(salesFen, first, [at - 2, at], [at - 5, at - 3]),
    sales_cv_12: mean > 0 ? deviation / mean : Number.NaN,
    sales_year_on_year_3: ratio(salesFen, first, [at - 2, at], [at - 14, at - 12]),
    void_share_12: lines > 0 ? voids / lines : Number.NaN,
    customers_12: bought.size,
    top_customer_share_12: total > 0 ? Math.max(...bought.values()) / total : Number.NaN,
  }
}

function ofPeople(city: City, life: Life, at: number) {
  const { people, firm, taxes, from } = life
  const now = firstDayOf(city.span.origin + at + 1) + 19
  const known = at - 6 >= firm.opensAt
  let [late, payable, paid] = [0, 0, 0]
  for (const tax of taxes) {
    if (tax.at > at || tax.at <= at - 6 || tax.at < from) continue
    if (tax.firstFen < tax.payableFen) late++
    payable += tax.payableFen
    paid += tax.firstFen + (tax.restOn !== null && tax.restOn <= now ? tax.payableFen - tax.firstFen : 0)
  }
  let owed = 0
  for (let month = at - 5; month <= at; month++) if (people.insuranceOwedFen[month]! > 0) owed++
  const average = sum(people.headcount, at - 5, at) / 6
  return {
    headcount_change_6:
      known && people.headcount[at - 6]! > 0
        ? people.headcount[at]! / people.headcount[at - 6]! - 1
        : Number.NaN,
    leave_rate_6: known && average >= 3 ? sum(people.leaves, at - 5, at) / average : Number.NaN,
    insurance_owed_count_6: owed,
    tax_late_count_6: late,
    tax_paid_share_6: payable > 0 ? paid / payable : Number.NaN,
  }
}

function ofLoans(city: City, life: Life, at: number) {
  const end = firstDayOf(city.span.origin + at + 1)
  const yearAgo = firstDayOf(city.span.origin + at - 11)
  let [overdue, late] = [0, 0]
  for (const { dueOn, paidOn } of life.instalments) {
    if (dueOn >= end) continue
    if (paidOn === null || paidOn >= end) overdue = Math.max(overdue, end - dueOn)
    if (dueOn >= yearAgo && (paidOn === null || paidOn > dueOn)) late++
  }
  return { overdue_days_now: overdue, late_instalments_12: late }
}

/** Of the months with any movement; NaN without. */
function meanOf(lowest: Float64Array): number {
  const known = lowest.filter((fen) => fen < Number.POSITIVE_INFINITY)
  return known.reduce((total, fen) => total + fen, 0) / known.length
}

function ofBank(life: Life, city: City, at: number) {
  const { statement, opens, balance, profit, receivables, salesFen, firm } = life
  const covered = bankIsConnected(firm)
  const filed = filesStatements(life)
  let [owner, income, out, returned, related, year, drawn] = [0, 0, 0, 0, 0, 0, 0]
  const lowest = new Float64Array(6).fill(Number.POSITIVE_INFINITY)
  const balances = [0, 0]
  for (let place = 0; covered && place < statement.count; place++) {
    const month = atOf(city.span, statement.day[place]!)
    balances[statement.account[place]!] = statement.balanceFen[place]!
    if (month > at || month < at - 11) continue
    const fen = statement.amountFen[place]!
    const kind = statement.kind[place]!
    if (kind === flow.returned) returned++
    if (kind === flow.owner) related += Math.abs(fen)
    if (fen > 0 && kind !== flow.transfer) year += fen
    if (kind === flow.drawdown) drawn += fen
    if (month > at - 6) lowest[at - month] = Math.min(lowest[at - month]!, balances[0]! + balances[1]!)
    if (month < at - 5 || kind === flow.transfer) continue
    if (fen < 0) out -= fen
    else {
      income += fen
      if (kind === flow.owner || kind === flow.capital) owner += fen
    }
  }
  const power = new Float64Array(city.span.length)
  let late = 0
  for (const bill of life.supplies) {
    if (bill.kind !== 0) continue
    power[bill.at] = bill.quantity
    if (bill.at <= at && bill.at > at - 6 && (bill.paidOn === null || bill.paidOn > bill.dueOn)) late++
  }
  const sales = sum(salesFen, at - 11, at)
  const assets = assetsFenAt(balance, at)
  const bought =
    filed && at - 11 >= Math.max(life.from, firm.opensAt) ? sum(life.payables.invoicedFen, at - 11, at) : 0
  const yearKnown = filed && at - 11 >= Math.max(life.from, firm.opensAt) && sales > 0
  return {
    receipts_change_3: covered
      ? ratio(receivables.paidFen, opens, [at - 2, at], [at - 5, at - 3])
      : Number.NaN,
    balance_to_outflow: covered && out > 0 ? Math.min(50, balance.cashFen[at]! / (out / 6)) : Number.NaN,
    lowest_balance_6: covered && out > 0 ? meanOf(lowest) / (out / 6) : Number.NaN,
    related_turnover_12: covered && year > 0 ? related / year : Number.NaN,
    payable_months: bought > 0 ? Math.min(24, balance.payablesFen[at]! / (bought / 12)) : Number.NaN,
    financing_share_12: covered && year > 0 ? drawn / year : Number.NaN,
    owner_inflow_share_6: covered && income > 0 ? owner / income : Number.NaN,
    returned_count_12: covered ? returned : Number.NaN,
    receivable_months: yearKnown ? Math.min(24, balance.receivablesFen[at]! / (sales / 12)) : Number.NaN,
    margin_12: yearKnown ? Math.max(-3, sum(profit.profitFen, at - 11, at) / sales) : Number.NaN,
    debt_to_assets: filed && assets > 0 ? Math.min(5, 1 - balance.equityFen[at]! / assets) : Number.NaN,
    power_year_on_year_3: ratio(power, Math.max(life.from, firm.opensAt), [at - 2, at], [at - 14, at - 12]),
    power_late_count_6: late,
  }
}
