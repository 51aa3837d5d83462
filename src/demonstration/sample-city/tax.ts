import type { Random } from '../../foundation/random.ts'
import { type Day, firstDayOf } from './calendar.ts'
import { isDelivered, type Span } from './city.ts'
import type { Firm } from './firm.ts'
import type { History } from './history.ts'
import { industries } from './industry.ts'
import type { Invoice } from './invoice.ts'
import { isPunctual } from './story.ts'

/** One declared tax of one period, in one version: a late payment is delivered first as unpaid, later as paid. */
export interface TaxRow {
  kind: 'value-added' | 'surcharge' | 'corporate-income'
  /** Month index of the period. */
  period: number
  payableFen: number
  paidFen: number
  paidOn: Day | null
  knownOn: Day
}

/** Taxes of a period are due on the 15th of the next month and delivered on the 20th. */
const dueDay = 14
const deliveryDay = 19

/** A small-scale taxpayer owes no VAT on monthly sales up to 100,000 yuan, and 1 % above (Announcement 19 of 2023, MOF and STA). */
const exemptFen = 10_000_000

/** Chance that a payment is late, and chance that a late one is never made, by phase. */
const lateByPhase = [0.012, 0.015, 0.07, 0.6, 0.9]
const neverByPhase = [0, 0, 0.02, 0.12, 0.75]

/** VAT from the firm's own invoices (output less input, credits carried on), the surcharges on it, and income tax by quarter. */
export function taxesOf(
  firm: Firm,
  history: History,
  span: Span,
  sales: readonly Invoice[],
  purchases: readonly Invoice[],
): TaxRow[] {
  const random = firm.stream('tax')
  const output = sumsOf(sales, span.length)
  const input = sumsOf(purchases, span.length)
  const margin = profitMargin(firm)
  const rows: TaxRow[] = []
  let creditFen = 0
  let quarterFen = 0
  for (let at = firm.opensAt; at < Math.min(history.closesAt, span.length); at++) {
    if (!isDelivered(at)) continue
    const period = span.origin + at
    let valueAdded = 0
    if (firm.smallScale)
      valueAdded = output.amount[at]! > exemptFen ? Math.round(output.amount[at]! * 0.01) : 0
    else {
      const balance = output.tax[at]! - input.tax[at]! - creditFen
      valueAdded = Math.max(0, balance)
      creditFen = Math.max(0, -balance)
    }
    valueAdded = Math.max(0, valueAdded)
    const surcharge = Math.round(valueAdded * (firm.smallScale ? 0.06 : 0.12))
    quarterFen += Math.max(0, output.amount[at]! * margin)
    const phase = history.phase[at]!
    const late = isPunctual(firm.story, phase) ? 0 : lateByPhase[phase]!
    pay(rows, 'value-added', period, valueAdded, phase, late, random)
    pay(rows, 'surcharge', period, surcharge, phase, late, random)
    if (period % 3 === 2) {
      pay(rows, 'corporate-income', period, Math.round(quarterFen * 0.05), phase, late, random)
      quarterFen = 0
    }
  }
  return rows
}

/** Taxable profit as a share of sales: sounder firms earn more. */
function profitMargin(firm: Firm): number {
  const gross = 1 - industries[firm.industry]!.costShare
  return Math.max(0, 0.25 * gross + 0.012 * firm.constitution.quality)
}

function pay(
  rows: TaxRow[],
  kind: TaxRow['kind'],
  period: number,
  payableFen: number,
  phase: number,
  late: number,
  random: Random,
): void {
  const due = firstDayOf(period + 1) + dueDay
  const knownOn = firstDayOf(period + 1) + deliveryDay
  const base = { kind, period, payableFen }
  const early = Math.floor(12 * random() ** 2)
  if (payableFen === 0) {
    rows.push({ ...base, paidFen: 0, paidOn: null, knownOn })
    return
  }
  if (random() >= late) {
    rows.push({ ...base, paidFen: payableFen, paidOn: due - early, knownOn })
    return
  }
  const part = random() < 0.3 ? Math.round(payableFen * (0.2 + 0.5 * random())) : 0
  rows.push({ ...base, paidFen: part, paidOn: part > 0 ? due : null, knownOn })
  if (random() < neverByPhase[phase]!) return
  const monthsLate = 1 + Math.floor((phase > 2 ? 5 : 2) * random())
  const paidOn = firstDayOf(period + 1 + monthsLate) + Math.floor(deliveryDay * random())
  rows.push({
    ...base,
    paidFen: payableFen,
    paidOn,
    knownOn: firstDayOf(period + 1 + monthsLate) + deliveryDay,
  })
}

function sumsOf(invoices: readonly Invoice[], length: number): { amount: Float64Array; tax: Float64Array } {
  const amount = new Float64Array(length)
  const tax = new Float64Array(length)
  for (const invoice of invoices) {
    if (invoice.void) continue
    amount[invoice.at]! += invoice.amountFen
    tax[invoice.at]! += invoice.taxFen
  }
  return { amount, tax }
}
