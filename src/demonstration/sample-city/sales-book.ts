import { type Day, daysIn, firstDayOf, isFestival, weekday } from './calendar.ts'
import type { City } from './city.ts'
import type { Firm } from './firm.ts'
import { consumptions, industries } from './industry.ts'
import { customerOf, epochsMax, usualShares } from './market.ts'
import mishaps from './mishaps.json' with { type: 'json' }
import { part } from './part.ts'
import { foreigner, isForeign, outsider } from './partner.ts'
import { bytes, copyBytes, copyFloats, copyIntegers, integers } from './slab.ts'
import { burnInMonths } from './span.ts'
import { numberOfRole } from './story.ts'
import { hashOf, Stream, unitOf } from './stream.ts'

/** Months before the first delivered one whose invoices are reckoned too: their payments fall into the delivered months. */
export const bookedBefore = 6

export const valid = 0
export const voided = 1
export const red = 2

/**
 * All invoices of one seller, month by month and slot by slot. Amounts are whole fen, without sign: a red-letter invoice
 * takes back. The customer reads the same lines from the same book, so a sale is a purchase seen from the other side.
 */
export interface Book {
  /** Slots, those for planted sales last. */
  slots: number
  /** First lived month in the book. */
  from: number
  /** First line of each (month, slot), and one past the last. */
  start: Int32Array
  day: Int32Array
  number: Int32Array
  amountFen: Float64Array
  taxFen: Float64Array
  state: Uint8Array
  /** Customer of each (month, slot): a number of the city, or −1 and less for one from elsewhere (partner.ts). */
  partner: Int32Array
  /** Epoch of each (month, slot). */
  epoch: Uint8Array
}

/** Fen of a typical invoice for each yuan of its trade's: larger than the trade's so that a month is told by some ten invoices. */
const typicalInvoice = 280
const voidByPhase = [1, 1.1, 1.6, 2, 2.4]
const random = new Stream()
const capacity = 1 << 15
const scratch = {
  day: new Int32Array(capacity),
  number: new Int32Array(capacity),
  amountFen: new Float64Array(capacity),
  taxFen: new Float64Array(capacity),
  state: new Uint8Array(capacity),
}
/** The parts that `split` made last. */
export const parts = new Float64Array(64)
const slotOf = new Uint8Array(64)

/** The share of a firm that exports of its customers from elsewhere who are abroad. */
export function exportShareOf(firm: Firm): number {
  const { exportShare } = consumptions[firm.industry]!
  const dice = unitOf(firm.key, part.customs)
  return firm.scaleFen > 8_000_000 && dice < exportShare ? 0.3 + 0.6 * (dice / exportShare) : 0
}

export function writeBook(city: City, firm: Firm): Book {
  const history = city.history(firm.number)
  const from = Math.max(0, burnInMonths - bookedBefore)
  const planted = firm.story?.sells?.length ?? 0
  const slots = firm.slots + planted
  const months = city.span.length - from
  const book = {
    slots,
    from,
    start: integers(months * slots + 1),
    partner: integers(months * slots),
    epoch: bytes(months * slots),
  }
  assignPartners(city, firm, book)
  random.start(firm.key, part.invoices)
  const writer = new Writer(firm, Math.floor(random.next() * 3e7) + 1e7)
  const shares = new Float64Array(firm.slots)
  const usual = usualShares(firm)
  for (let slot = 0; slot < firm.slots; slot++) shares[slot] = usual[slot]! * Math.exp(0.4 * random.normal())
  const cumulated = new Float64Array(firm.slots)
  for (let at = from; at < city.span.length; at++) {
    let target = history.salesFen[at]!
    for (let sale = 0; sale < planted; sale++) target -= fixedFen(firm, sale, city.span.length - at)
    let sum = 0
    for (let slot = 0; slot < firm.slots; slot++) {
      const partner = book.partner[(at - from) * slots + slot]!
      sum += shares[slot]! * (partner < 0 ? 1 : appetite(city, partner, at))
      cumulated[slot] = sum
    }
    const month = { at, index: city.span.origin + at, phase: history.phase[at]! }
    writer.month(month, Math.max(0, target), cumulated, (at - from) * slots, book)
    for (let sale = 0; sale < planted; sale++) {
      book.start[(at - from) * slots + firm.slots + sale] = writer.lines
      const amount = fixedFen(firm, sale, city.span.length - at)
      if (amount > 0 && history.salesFen[at]! > 0) writer.planted(firm.story!.sells![sale]!, month.index)
    }
  }
  book.start[months * slots] = writer.lines
  return { ...book, ...writer.finish() }
}

/** How much a customer of the city buys now, against its usual: a firm whose own sales fall orders less. */
function appetite(city: City, number: number, at: number): number {
  const { salesFen } = city.history(number)
  const sold = at > 0 ? (salesFen[at]! + salesFen[at - 1]!) / 2 : salesFen[at]!
  return Math.min(1.6, sold / city.firm(number).scaleFen)
}

function fixedFen(firm: Firm, sale: number, monthsBeforeEnd: number): number {
  const { yuan, fromMonthsBeforeEnd, months } = firm.story!.sells![sale]!
  const within = monthsBeforeEnd <= fromMonthsBeforeEnd && monthsBeforeEnd > fromMonthsBeforeEnd - months
  return within ? yuan * 100 : 0
}

/** Customers stay for years with a sound firm and leave a firm in trouble; who is not open is replaced meanwhile. */
function assignPartners(
  city: City,
  firm: Firm,
  book: Pick<Book, 'slots' | 'from' | 'partner' | 'epoch'>,
): void {
  const phase = city.history(firm.number).phase
  const abroad = exportShareOf(firm)
  const usual = 0.012 * Math.exp(-0.4 * firm.constitution.quality)
  random.start(firm.key, part.customers)
  for (let slot = 0; slot < firm.slots; slot++) {
    let epoch = 0
    let customer = customerOf(city, firm, slot, 0)
    let other = elsewhere(firm, slot, 0, abroad)
    for (let at = book.from; at < city.span.length; at++) {
      if (random.next() < 0.012 + usual * (phase[at]! > 1 ? 3 : 1)) {
        epoch++
        customer = customerOf(city, firm, slot, epoch)
        other = elsewhere(firm, slot, epoch, abroad)
      }
      const place = (at - book.from) * book.slots + slot
      book.partner[place] = customer >= 0 && isOpen(city, customer, at) ? customer : other
      book.epoch[place] = Math.min(epoch, epochsMax)
    }
  }
  for (const [place, sale] of (firm.story?.sells ?? []).entries())
    for (let at = book.from; at < city.span.length; at++)
      book.partner[(at - book.from) * book.slots + firm.slots + place] = numberOfRole(sale.to)
}

function elsewhere(firm: Firm, slot: number, epoch: number, abroad: number): number {
  const hash = hashOf(firm.key, slot, epoch, 0x33)
  return abroad > 0 && unitOf(firm.key, slot, epoch, 0x34) < abroad ? foreigner(hash) : outsider(hash)
}

export function isOpen(city: City, number: number, at: number): boolean {
  return at >= city.firm(number).opensAt && at < city.history(number).closesAt
}

interface BookMonth {
  at: number
  index: number
  phase: number
}

/** Writes lines one after the other into the scratch arrays; `finish` takes a copy of what was written. */
class Writer {
  lines = 0
  readonly #mishap: number
  readonly #rateBps: number
  readonly #typicalFen: number
  #number: number

  constructor(firm: Firm, firstNumber: number) {
    const industry = industries[firm.industry]!
    this.#mishap = mishaps.voided * Math.exp(-0.15 * firm.constitution.quality)
    this.#rateBps = firm.smallScale ? 100 : industry.vatBps
    this.#typicalFen = industry.invoiceYuan * typicalInvoice * firm.invoiceFactor
    this.#number = firstNumber
  }

  month(
    month: BookMonth,
    targetFen: number,
    cumulated: Float64Array,
    place: number,
    book: { start: Int32Array; partner: Int32Array },
  ): void {
    const slots = cumulated.length
    const count = targetFen < 10_000 ? 0 : split(targetFen, this.#typicalFen, random)
    const sum = cumulated[slots - 1]!
    for (let line = 0; line < count; line++) {
      const mark = random.next() * sum
      let slot = 0
      while (cumulated[slot]! <= mark) slot++
      slotOf[line] = slot
    }
    const mishap = this.#mishap * voidByPhase[month.phase]!
    for (let slot = 0; slot < slots; slot++) {
      book.start[place + slot] = this.lines
      const rateBps = isForeign(book.partner[place + slot]!) ? 0 : this.#rateBps
      for (let line = 0; line < count; line++)
        if (slotOf[line] === slot) this.#sale(month.index, parts[line]!, rateBps, mishap)
    }
  }

  planted(sale: { yuan: number; day: number; number?: string }, month: number): void {
    const amountFen = sale.yuan * 100
    const number = sale.number === undefined ? this.#number++ : Number(sale.number)
    this.#put(firstDayOf(month) + sale.day - 1, number, amountFen, this.#rateBps, valid)
  }

  #sale(month: number, amountFen: number, rateBps: number, mishap: number): void {
    const day = businessDay(month, random)
    const number = this.#number++
    if (random.next() < mishap) this.#put(day, this.#number++, amountFen, rateBps, voided)
    this.#put(day, number, amountFen, rateBps, valid)
    if (random.next() < mishap * mishaps.redForEachVoided) {
      const share = random.next() < mishaps.redInFull ? 1 : 0.1 + 0.5 * random.next()
      const last = firstDayOf(month + 1) - 1
      const later = Math.min(last, day + 1 + random.below(20))
      this.#put(later, this.#number++, Math.round(amountFen * share), rateBps, red)
    }
  }

  #put(day: Day, number: number, amountFen: number, rateBps: number, state: number): void {
    const line = this.lines++
    scratch.day[line] = day
    scratch.number[line] = number
    scratch.amountFen[line] = amountFen
    scratch.taxFen[line] = Math.round((amountFen * rateBps) / 10_000)
    scratch.state[line] = state
  }

  finish(): Pick<Book, 'day' | 'number' | 'amountFen' | 'taxFen' | 'state'> {
    return {
      day: copyIntegers(scratch.day, this.lines),
      number: copyIntegers(scratch.number, this.lines),
      amountFen: copyFloats(scratch.amountFen, this.lines),
      taxFen: copyFloats(scratch.taxFen, this.lines),
      state: copyBytes(scratch.state, this.lines),
    }
  }
}

/** Parts of a sum, log-normal in size, into `parts`; more parts for larger sums, less than in proportion. */
export function split(totalFen: number, typicalFen: number, draw: Stream): number {
  const mean = Math.min(48, (totalFen / typicalFen) ** 0.7)
  const count = Math.max(1, Math.round(mean * (0.75 + 0.5 * draw.next())))
  let sum = 0
  for (let line = 0; line < count; line++) {
    parts[line] = Math.exp(0.9 * draw.normal())
    sum += parts[line]!
  }
  for (let line = 0; line < count; line++)
    parts[line] = Math.max(100, Math.round((totalFen * parts[line]!) / sum))
  return count
}

/** A day of the month with business: rarely at weekends or in the Spring Festival, and more often toward the end. */
export function businessDay(month: number, draw: Stream): Day {
  const first = firstDayOf(month)
  const days = daysIn(month)
  for (let trial = 0; trial < 5; trial++) {
    const uniform = draw.next()
    const day = first + Math.floor(days * uniform * (1.15 - 0.15 * uniform))
    const idle = weekday(day) > 4 || isFestival(day, month)
    if (!idle || draw.next() < 0.12) return day
  }
  return first + draw.below(days)
}
