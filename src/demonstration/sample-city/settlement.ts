import { daysIn, firstDayOf, weekday } from './calendar.ts'
import type { City } from './city.ts'
import type { Firm } from './firm.ts'
import { consumptions } from './industry.ts'
import { part } from './part.ts'
import { type Book, red, voided } from './sales-book.ts'
import { Stream, unitOf } from './stream.ts'

/**
 * How one month's invoices of one customer are paid: both sides reckon the same from the seller's key, the slot and the
 * month, and from the customer's course. At most two payments; what never comes stays a claim.
 */
export interface Settlement {
  payments: number
  /** Lived months, days and whole fen of the payments. */
  at: Int32Array
  day: Int32Array
  amountFen: Float64Array
  /** Paid by a bill whose cash follows half a year later. */
  bill: boolean
  /** Day on which the bill was issued, when there is one. */
  billedOn: number
}

export const billMonths = 6

/** One object for all calls: read it before the next one. */
const settlement: Settlement = {
  payments: 0,
  at: new Int32Array(2),
  day: new Int32Array(2),
  amountFen: new Float64Array(2),
  bill: false,
  billedOn: 0,
}
const random = new Stream()

/** Chance that a payment of the city is late, and that it never comes, by the phase of who should pay. */
const lateByPhase = [0.1, 0.25, 0.4, 0.6, 0.15]
const neverByPhase = [0, 0, 0.01, 0.06, 0.8]

/** What is owed for one month: the customer's slot in the seller's book, or a supplier's from elsewhere in the buyer's. */
export interface Claim {
  /** Of the firm in whose book it is. */
  key: number
  slot: number
  epoch: number
  termMonths: number
  /** Lived month of the invoices. */
  at: number
  /** A firm of the city, or a negative number. */
  payer: number
  payee: number
  /** Day of the last invoice: nothing is paid before. */
  lastDay: number
  grossFen: number
}

export const claim: Claim = {
  key: 0,
  slot: 0,
  epoch: 0,
  termMonths: 0,
  at: 0,
  payer: -1,
  payee: -1,
  lastDay: 0,
  grossFen: 0,
}

/** Puts what a customer owes for a month of the seller's slot into `claim`; red-letter invoices take back, void ones do not count. */
export function claimSale(seller: Firm, book: Book, at: number, slot: number): Claim {
  const place = (at - book.from) * book.slots + slot
  claim.key = seller.key
  claim.slot = slot
  claim.epoch = book.epoch[place]!
  claim.at = at
  claim.payer = book.partner[place]!
  claim.payee = seller.number
  claim.termMonths = termOf(seller, slot, claim.epoch)
  claim.lastDay = 0
  claim.grossFen = 0
  for (let line = book.start[place]!; line < book.start[place + 1]!; line++) {
    if (book.state[line] === voided) continue
    const gross = book.amountFen[line]! + book.taxFen[line]!
    claim.grossFen += book.state[line] === red ? -gross : gross
    if (book.day[line]! > claim.lastDay) claim.lastDay = book.day[line]!
  }
  return claim
}

/** Months that a customer of this slot is usually given. */
function termOf(seller: Firm, slot: number, epoch: number): number {
  const usual = consumptions[seller.industry]!.termMonths
  const dice = unitOf(seller.key, slot, epoch, part.settlement)
  if (usual === 0) return dice < 0.9 ? 0 : 1
  return usual + (dice < 0.25 ? -1 : dice < 0.85 ? 0 : 1)
}

/** Bills pass between firms of the city that give each other two months or more, for 100,000 yuan and more. */
function paysByBill(city: City): boolean {
  const { payer, payee, termMonths, grossFen, key, slot, epoch } = claim
  if (grossFen < 10_000_000 || payer < 0 || payee < 0 || termMonths < 2) return false
  return unitOf(key, slot, epoch, part.bills) < 0.12 && city.firm(payer).story === null
}

/** A weak firm pays late long before it stops paying: it lives on its suppliers. */
function lateOf(payer: Firm, phase: number): number {
  const strained = payer.story ? 1 : Math.exp(-0.8 * Math.max(-2, Math.min(2, payer.constitution.quality)))
  return Math.min(0.7, lateByPhase[phase]! * strained)
}

/** How `claim` is paid. */
export function settle(city: City): Settlement {
  const { key, slot, epoch, payer, at, grossFen } = claim
  settlement.payments = 0
  settlement.bill = false
  if (grossFen <= 0) return settlement
  random.start(key, slot * 4 + epoch, at, part.settlement)
  const due = at + claim.termMonths
  const phase = payer < 0 ? -1 : city.history(payer).phase[Math.min(due, city.span.length - 1)]!
  const late = phase < 0 ? 0.1 : lateOf(city.firm(payer), phase)
  const never = phase < 0 ? 0.004 : neverByPhase[phase]!
  const dice = random.next()
  if (dice < never) return settlement
  let month = due
  if (dice < never + late) month += 1 + Math.floor(Math.max(1, phase) * random.next() * 1.5)
  const halved = random.next() < 0.15 && grossFen > 1_000_000
  const after = month === at ? claim.lastDay : 0
  if (paysByBill(city)) {
    settlement.bill = true
    settlement.billedOn = dayOf(city.span.origin + month, after)
    pay(city, month + billMonths, grossFen, 0)
    return settlement
  }
  const firstFen = halved ? Math.round(grossFen / 2) : grossFen
  pay(city, month, firstFen, after)
  if (halved) pay(city, month + 1, grossFen - firstFen, 0)
  return settlement
}

/** Nothing is paid by or to a firm that is closed. */
function pay(city: City, month: number, amountFen: number, after: number): void {
  const { payer, payee } = claim
  if (payee >= 0 && month >= city.history(payee).closesAt) return
  if (payer >= 0 && month >= city.history(payer).closesAt) return
  const place = settlement.payments++
  settlement.at[place] = month
  settlement.day[place] = dayOf(city.span.origin + month, after)
  settlement.amountFen[place] = amountFen
}

/** A day of the month, not before another, seldom at a weekend. */
function dayOf(month: number, after: number): number {
  const first = firstDayOf(month)
  const last = first + daysIn(month) - 1
  const from = Math.max(first, after)
  let day = Math.min(last, from + Math.floor((after > first ? 4 : last - first + 1) * random.next()))
  const off = weekday(day) - 4
  if (off > 0) day = day - off >= from ? day - off : Math.min(last, day + 3 - off)
  return day
}
