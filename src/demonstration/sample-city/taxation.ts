import { type Day, firstDayOf } from './calendar.ts'
import type { Firm } from './firm.ts'
import type { History } from './history.ts'
import { part } from './part.ts'
import { floats } from './slab.ts'
import type { Span } from './span.ts'
import { isPunctual } from './story.ts'
import { Stream } from './stream.ts'

export const taxKinds = ['value-added', 'surcharge', 'corporate-income'] as const
export type TaxKind = (typeof taxKinds)[number]

/** One declared tax of one period, and how it is paid. */
export interface Tax {
  kind: TaxKind
  /** Lived month. */
  at: number
  /** Sales or profit that it is reckoned on, fen. */
  basisFen: number
  payableFen: number
  filedOn: Day | null
  dueOn: Day
  /** Paid by the day of delivery, and then, perhaps, the rest: whole fen, and days. */
  firstFen: number
  firstOn: Day | null
  restOn: Day | null
}

/** Taxes of a period are due on the 15th of the next month. */
const dueDay = 14
/** A small-scale taxpayer owes no VAT on monthly sales up to 100,000 yuan, and 1 % above (Announcement 19 of 2023, MOF and STA). */
const exemptFen = 10_000_000
/** Surcharges: 7 % for urban maintenance, 3 % and 2 % for education, of the VAT; halved for small-scale taxpayers (Announcement 12 of 2023, MOF and STA). */
const surchargeShare = 0.12
/** A small firm of little profit: 5 % up to three million yuan a year, else 25 % (Announcement 12 of 2023, MOF and STA). */
const littleProfitFen = 300_000_000

/** Chance that a payment is late, that a late one is never made, and that nothing is filed in time, by phase. */
const lateByPhase = [0.012, 0.015, 0.07, 0.6, 0.9]
const neverByPhase = [0, 0, 0.02, 0.12, 0.75]
const unfiledByPhase = [0.004, 0.006, 0.02, 0.12, 0.4]

const random = new Stream()

/** What the books say by lived month, before tax on income. */
export interface TaxBasis {
  salesFen: Float64Array
  outputFen: Float64Array
  inputFen: Float64Array
  /** First lived month that is reckoned. */
  from: number
}

/** VAT and surcharges of each month: output less input, credits carried on; small-scale taxpayers by their own rule. */
export function valueAddedOf(firm: Firm, { salesFen, outputFen, inputFen, from }: TaxBasis): Float64Array {
  const payable = floats(salesFen.length)
  let creditFen = 0
  for (let at = Math.max(from, firm.opensAt); at < salesFen.length; at++) {
    if (firm.smallScale) {
      payable[at] = salesFen[at]! > exemptFen ? Math.round(salesFen[at]! * 0.01) : 0
      continue
    }
    const balance = outputFen[at]! - inputFen[at]! - creditFen
    payable[at] = Math.max(0, balance)
    creditFen = Math.max(0, -balance)
  }
  return payable
}

export function surchargeOf(firm: Firm, valueAddedFen: number): number {
  return Math.round(valueAddedFen * (firm.smallScale ? surchargeShare / 2 : surchargeShare))
}

/** Income tax prepaid for a quarter: of the year's profit so far, less what was prepaid before. */
export function prepaidIncomeTax(profitFen: number, prepaidFen: number): number {
  const rate = profitFen > littleProfitFen ? 0.25 : 0.05
  return Math.max(0, Math.round(profitFen * rate) - prepaidFen)
}

/** How each tax is declared and paid. `incomeTax` and `profit` are by quarter's last lived month. */
export function declare(
  firm: Firm,
  history: History,
  span: Span,
  from: number,
  owed: { salesFen: Float64Array; valueAdded: Float64Array; profit: Float64Array; incomeTax: Float64Array },
): Tax[] {
  random.start(firm.key, part.tax)
  const taxes: Tax[] = []
  for (let at = Math.max(from, firm.opensAt); at < Math.min(history.closesAt, span.length); at++) {
    const phase = history.phase[at]!
    const punctual = isPunctual(firm.story, phase)
    const late = punctual ? 0 : lateByPhase[phase]!
    const due = firstDayOf(span.origin + at + 1) + dueDay
    const early = Math.floor(12 * random.next() ** 2)
    const unfiled = random.next() < (punctual ? 0 : unfiledByPhase[phase]!)
    const filedOn = unfiled ? (phase > 3 ? null : due + 5 + random.below(40)) : due - early
    const sales = Math.max(0, owed.salesFen[at]!)
    const put = (kind: TaxKind, basisFen: number, payableFen: number) =>
      taxes.push(pay({ kind, at, basisFen, payableFen, filedOn, dueOn: due }, span, phase, late, early))
    put('value-added', sales, owed.valueAdded[at]!)
    put('surcharge', sales, surchargeOf(firm, owed.valueAdded[at]!))
    if ((span.origin + at) % 3 === 2)
      put('corporate-income', Math.max(0, owed.profit[at]!), owed.incomeTax[at]!)
  }
  return taxes
}

function pay(
  tax: Omit<Tax, 'firstFen' | 'firstOn' | 'restOn'>,
  span: Span,
  phase: number,
  late: number,
  early: number,
): Tax {
  const { payableFen, dueOn, at } = tax
  if (payableFen === 0) return { ...tax, firstFen: 0, firstOn: null, restOn: null }
  if (random.next() >= late) return { ...tax, firstFen: payableFen, firstOn: dueOn - early, restOn: null }
  const firstFen = random.next() < 0.3 ? Math.round(payableFen * (0.2 + 0.5 * random.next())) : 0
  const firstOn = firstFen > 0 ? dueOn : null
  if (random.next() < neverByPhase[phase]!) return { ...tax, firstFen, firstOn, restOn: null }
  const monthsLate = 1 + Math.floor((phase > 2 ? 5 : 2) * random.next())
  const restOn = firstDayOf(span.origin + at + 1 + monthsLate) + random.below(19)
  return { ...tax, firstFen, firstOn, restOn }
}
