import { normal, type Random } from '../../foundation/random.ts'
import { type Day, daysIn, festivalShare, firstDayOf, springFestivalOf, weekday } from './calendar.ts'
import { isDelivered, type Span } from './city.ts'
import type { Firm } from './firm.ts'
import type { History } from './history.ts'
import { industries } from './industry.ts'
import {
  choose,
  customersOf,
  findCustomer,
  isOpen,
  type Market,
  outsider,
  type Partner,
  renew,
  suppliersOf,
} from './trade.ts'

/** One invoice as its issuer or its receiver sees it. Amounts are whole fen; a red-letter invoice is negative. */
export interface Invoice {
  at: number
  issuedOn: Day
  number: string
  counterparty: string
  amountFen: number
  taxFen: number
  void: boolean
}

/** The invoices of the city: what a firm sells to another firm of the city is the same invoice seen from both sides. */
export interface Ledger {
  sales: Invoice[][]
  purchases: Invoice[][]
}

const voidByPhase = [1, 1.1, 1.6, 2, 2.4]

export function openLedger(firms: readonly Firm[]): Ledger {
  return { sales: firms.map(() => []), purchases: firms.map(() => []) }
}

/** All sales of one firm, month by month, and the other side of those within the city. */
export function sell(firm: Firm, history: History, span: Span, market: Market, ledger: Ledger): void {
  const random = firm.stream('invoices')
  const industry = industries[firm.industry]!
  const circle = customersOf(firm, market, random)
  const rateBps = firm.smallScale ? 100 : industry.vatBps
  const quality = firm.constitution.quality
  const mishap = 0.022 * Math.exp(-0.3 * quality)
  const own = ledger.sales[firm.number]!
  const issue = (partner: Partner, invoice: Invoice) => {
    own.push(invoice)
    if (partner.firm >= 0) ledger.purchases[partner.firm]!.push({ ...invoice, counterparty: firm.name })
  }
  let serial = Math.floor(random() * 3e7) + 1e7
  const nextNumber = () => String(serial++)
  for (let at = firm.opensAt; at < span.length; at++) {
    const phase = history.phase[at]!
    renew(circle, 0.012 + 0.012 * Math.exp(-0.4 * quality) * (phase > 1 ? 3 : 1), random, () =>
      findCustomer(firm, market, random),
    )
    const target = history.salesFen[at]!
    if (target < 10_000 || !isDelivered(at)) continue
    const mishapNow = mishap * voidByPhase[phase]!
    for (const amountFen of split(target, industry.invoiceYuan * 100, random)) {
      const partner = choose(circle, random, (customer) => isOpen(customer, market, at))
      const issuedOn = businessDay(span.origin + at, random)
      const invoice = { at, issuedOn, number: nextNumber(), counterparty: partner.name, void: false }
      const taxFen = Math.round((amountFen * rateBps) / 10_000)
      if (random() < mishapNow)
        issue(partner, { ...invoice, number: nextNumber(), amountFen, taxFen, void: true })
      issue(partner, { ...invoice, amountFen, taxFen })
      if (random() < mishapNow * 0.6) {
        const share = random() < 0.6 ? 1 : 0.1 + 0.5 * random()
        const last = firstDayOf(span.origin + at + 1) - 1
        const back = Math.round(amountFen * share)
        const day = Math.min(last, issuedOn + 1 + Math.floor(random() * 20))
        issue(partner, {
          ...invoice,
          number: nextNumber(),
          issuedOn: day,
          amountFen: -back,
          taxFen: -Math.round((back * rateBps) / 10_000),
        })
      }
    }
  }
}

/** Purchases from elsewhere, after those from the city are known: together they follow the cost share of sales. */
export function buy(firm: Firm, history: History, span: Span, ledger: Ledger): void {
  const random = firm.stream('purchases')
  const industry = industries[firm.industry]!
  const circle = suppliersOf(firm, random)
  const own = ledger.purchases[firm.number]!
  const received = new Float64Array(span.length)
  for (const invoice of own) if (!invoice.void) received[invoice.at]! += invoice.amountFen
  for (let at = firm.opensAt; at < span.length; at++) {
    renew(circle, 0.02, random, () => outsider(random))
    if (!isDelivered(at) || at >= history.closesAt) continue
    const basis = (history.salesFen[at]! + (history.salesFen[at - 1] ?? 0)) / 2
    const margin = 1 - 0.05 * Math.max(-2, Math.min(2, firm.constitution.quality))
    const target = basis * industry.costShare * margin * Math.exp(0.15 * normal(random)) - received[at]!
    if (target < 20_000) continue
    for (const amountFen of split(target, industry.invoiceYuan * 160, random)) {
      const rateBps = random() < 0.15 ? 100 : industry.inputVatBps
      own.push({
        at,
        issuedOn: businessDay(span.origin + at, random),
        number: String(10_000_000 + Math.floor(random() * 89_999_999)),
        counterparty: choose(circle, random, () => true).name,
        amountFen,
        taxFen: Math.round((amountFen * rateBps) / 10_000),
        void: random() < 0.008,
      })
    }
  }
}

/** Parts that add up to the whole, log-normal in size; more parts for larger sums, less than in proportion. */
function split(totalFen: number, typicalFen: number, random: Random): number[] {
  const mean = Math.min(40, (totalFen / typicalFen) ** 0.66)
  const count = Math.max(1, Math.round(mean * (0.75 + 0.5 * random())))
  const weights = Array.from({ length: count }, () => Math.exp(0.9 * normal(random)))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => Math.max(100, Math.round((totalFen * weight) / sum)))
}

/** A day of the month with business: rarely at weekends or in the Spring Festival, and more often toward the end. */
function businessDay(month: number, random: Random): Day {
  const first = firstDayOf(month)
  const days = daysIn(month)
  const holiday = festivalShare(month) > 0 ? springFestivalOf(Math.floor(month / 12)) : -1e9
  for (let trial = 0; trial < 5; trial++) {
    const day = first + Math.floor(days * random() ** 0.85)
    const idle = (day >= holiday - 2 && day < holiday + 8) || weekday(day) > 4
    if (!idle || random() < 0.12) return day
  }
  return first + Math.floor(days * random())
}
