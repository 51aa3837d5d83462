import { liquidityOf } from './account.ts'
import { lenders } from './borrowing.ts'
import { daysIn, firstDayOf } from './calendar.ts'
import type { City } from './city.ts'
import { type Flows, flow } from './flow.ts'
import type { Life } from './life.ts'
import { part } from './part.ts'
import { outsider } from './partner.ts'
import { floats } from './slab.ts'
import { atOf } from './span.ts'
import { hashOf, Stream } from './stream.ts'

/** What leaves or enters besides customers and suppliers, by lived month; whole fen. */
export interface Money {
  openingFen: number
  /** What the founders pay in when the firm opens within the delivered months. */
  capitalFen: number
  wagesPaidFen: Float64Array
  insurancePaidFen: Float64Array
  housingPaidFen: Float64Array
  taxPaidFen: Float64Array
  supplyPaidFen: Float64Array
  principalPaidFen: Float64Array
  drawnFen: Float64Array
}

type Course = Omit<Life, 'statement' | 'balance'>

/** Share of the wages of the month before that is paid, by phase; what is owed is made up when trouble has passed. */
const wagesByPhase = [1, 1, 1, 0.85, 0.3]
/** How often money passes through the accounts, and payments come back, against a firm that is well. */
const passingByPhase = [1, 2.2, 3, 3, 1]
const bouncingByPhase = [1, 2, 4, 5, 4]
const random = new Stream()

/** Adds all other movements to those of customers and suppliers. Nothing moves before the accounts open or after the firm is closed. */
export function gatherFlows(city: City, life: Course, flows: Flows): Money {
  const { span } = city
  const { firm, history, opens } = life
  const zeros = () => floats(span.length)
  random.start(firm.key, part.cash)
  const founded = firm.opensAt > 0 && firm.opensAt >= opens
  const money: Money = {
    openingFen: founded
      ? 0
      : Math.round(firm.scaleFen * Math.exp(-0.9 + 0.3 * random.normal() + 0.7 * liquidityOf(firm))),
    capitalFen: founded
      ? Math.round(Math.min(firm.capitalYuan * 100, firm.scaleFen * 2.5) / 1_000_000 + 1) * 1_000_000
      : 0,
    wagesPaidFen: zeros(),
    insurancePaidFen: zeros(),
    housingPaidFen: zeros(),
    taxPaidFen: zeros(),
    supplyPaidFen: zeros(),
    principalPaidFen: zeros(),
    drawnFen: zeros(),
  }
  const end = firstDayOf(span.origin + Math.min(history.closesAt, span.length))
  const start = firstDayOf(span.origin + opens)
  const move = (day: number, amountFen: number, kind: number, party = 0) => {
    if (day >= start && day < end) flows.add(day, amountFen, kind, party)
  }
  if (money.capitalFen > 0) flows.add(start, money.capitalFen, flow.capital)
  payPeople(city, life, money, move)
  payPublic(city, life, money, move)
  serveDebts(city, life, money, move)
  spend(city, life, move)
  return money
}

type Move = (day: number, amountFen: number, kind: number, party?: number) => void

function payPeople(city: City, life: Course, money: Money, move: Move): void {
  const { firm, history, from, people, profit } = life
  const payDay = 7 + random.below(10)
  let owed = 0
  for (let at = Math.max(from, firm.opensAt) + 1; at < Math.min(history.closesAt, city.span.length); at++) {
    const first = firstDayOf(city.span.origin + at)
    owed += profit.netWageFen[at - 1]!
    const share = wagesByPhase[history.phase[at]!]!
    const wages = Math.round(owed * share)
    owed -= wages
    money.wagesPaidFen[at] = wages
    move(first + payDay, -wages, flow.payroll)
    const insurance = people.insuranceFen[at - 1]! - people.insuranceOwedFen[at - 1]!
    money.insurancePaidFen[at] = insurance
    move(first + 14, -insurance, flow.insurance)
    const housing = people.housingFen[at - 1]! - people.housingOwedFen[at - 1]!
    money.housingPaidFen[at] = housing
    move(first + 12, -housing, flow.housing)
  }
}

function payPublic(city: City, life: Course, money: Money, move: Move): void {
  const { span } = city
  const pay = (paid: Float64Array, day: number | null, fen: number, kind: number, party: number) => {
    if (day === null || fen === 0) return
    const at = atOf(span, day)
    if (at >= Math.min(life.history.closesAt, span.length)) return
    paid[at]! += fen
    move(day, -fen, kind, party)
  }
  for (const tax of life.taxes) {
    pay(money.taxPaidFen, tax.firstOn, tax.firstFen, flow.tax, 0)
    pay(money.taxPaidFen, tax.restOn, tax.payableFen - tax.firstFen, flow.tax, 0)
  }
  for (const bill of life.supplies) pay(money.supplyPaidFen, bill.paidOn, bill.feeFen, flow.supply, bill.kind)
}

function serveDebts(city: City, life: Course, money: Money, move: Move): void {
  const { span } = city
  for (const loan of life.loans) {
    const at = atOf(span, loan.startedOn)
    const lender = lenders.indexOf(loan.lender as (typeof lenders)[number])
    if (at >= 0 && at < span.length) money.drawnFen[at]! += loan.principalFen
    move(loan.startedOn, loan.principalFen, flow.drawdown, lender)
  }
  for (const { paidOn, loan, principalFen } of life.instalments) {
    if (paidOn === null) continue
    const at = atOf(span, paidOn)
    if (at >= 0) money.principalPaidFen[at]! += principalFen
    move(paidOn, -loan.dueFen, flow.service, lenders.indexOf(loan.lender as (typeof lenders)[number]))
  }
}

/** Rent, other expense, equipment, and what only passes through: cash, the owner's money in and out, a payment that comes back. */
function spend(city: City, life: Course, move: Move): void {
  const { firm, history, opens, profit } = life
  const { quality } = firm.constitution
  const rentDay = 1 + random.below(8)
  const withdraws = random.next() < 0.35
  const passing = Math.min(0.7, 0.09 * Math.exp(-0.9 * liquidityOf(firm)))
  const related = (firm.story?.relatedInflowYuan ?? 0) * 100
  for (let at = opens; at < Math.min(history.closesAt, city.span.length); at++) {
    const first = firstDayOf(city.span.origin + at)
    const days = daysIn(city.span.origin + at)
    const vendor = outsider(hashOf(firm.key, at, 0x71))
    move(first + rentDay, -profit.rentFen[at]!, flow.rent, outsider(hashOf(firm.key, 0x72)))
    move(first + 8 + random.below(20), -profit.expenseFen[at]!, flow.expense, vendor)
    move(first + random.below(days), -profit.equipmentFen[at]!, flow.equipment, vendor)
    if (related > 0) move(first + 3 + random.below(20), related, flow.owner)
    if (withdraws && random.next() < 0.4)
      move(
        first + random.below(days),
        -Math.max(1, Math.round((firm.scaleFen * 0.02) / 500_000)) * 500_000,
        flow.cash,
      )
    const phase = history.phase[at]!
    if (random.next() < Math.min(0.85, passing * passingByPhase[phase]!)) {
      const sum =
        Math.max(1, Math.round((firm.scaleFen * (0.1 + 0.5 * random.next())) / 1_000_000)) * 1_000_000
      const day = first + random.below(days - 4)
      move(day, sum, flow.owner)
      move(day + 1 + random.below(3), -sum, flow.owner)
    }
    if (random.next() < Math.min(0.4, 0.02 * Math.exp(-0.9 * quality) * bouncingByPhase[phase]!)) {
      const sum = Math.max(1, Math.round((firm.scaleFen * 0.05) / 10_000)) * 10_000
      const day = first + random.below(days - 3)
      move(day, -sum, flow.expense, vendor)
      move(day + 1, sum, flow.returned, vendor)
    }
  }
}
