import { type Day, firstDayOf } from './calendar.ts'
import type { City } from './city.ts'
import type { Emit } from './emit.ts'
import type { Life } from './life.ts'
import { countryOf, isForeign, partnerName, partnerUscc } from './partner.ts'
import { type Book, red, valid, voided } from './sales-book.ts'
import { burnInMonths } from './span.ts'

/** Monthly sums and counterparties are delivered on the 10th of the next month, customs on the 20th. */
const sumsDay = 9
const customsDay = 19
/** Fen for one US dollar: ours, of the size of the last years' rates. */
const fenPerDollar = 715

type Lines = Pick<Book, 'day' | 'number' | 'amountFen' | 'taxFen' | 'state'>

/** One month of one direction, summed while its invoices are handed over. */
const month = { count: 0, amountFen: 0, taxFen: 0, voids: 0, reds: 0, redFen: 0 }
const partners: number[] = []
const counts: number[] = []
const amounts: number[] = []

/** Single invoices, their sums by month and by counterparty, and the customs records of those abroad. */
export function emitInvoices(city: City, life: Life, emit: Emit): void {
  const last = Math.min(city.span.length, life.history.closesAt)
  for (let at = Math.max(burnInMonths, life.firm.opensAt); at < last; at++) {
    begin()
    const { book } = life
    for (let slot = 0; slot < book.slots; slot++) {
      const place = (at - book.from) * book.slots + slot
      hand(
        life.firm.uscc,
        'sale',
        city,
        book.partner[place]!,
        book,
        book.start[place]!,
        book.start[place + 1]!,
        emit,
      )
    }
    end(city, life, at, 'sale', emit)
    begin()
    receive(city, life, at, emit)
    end(city, life, at, 'purchase', emit)
  }
}

function receive(city: City, life: Life, at: number, emit: Emit): void {
  const { firm, purchases } = life
  for (const edge of purchases.edges) {
    if (at < edge.first || at > edge.last) continue
    const book = city.book(edge.seller)
    const place = (at - book.from) * book.slots + edge.slot
    if (book.partner[place] !== firm.number || book.epoch[place] !== edge.epoch) continue
    hand(firm.uscc, 'purchase', city, edge.seller, book, book.start[place]!, book.start[place + 1]!, emit)
  }
  for (let supplier = 0; supplier < purchases.suppliers; supplier++) {
    const place = (at - purchases.from) * purchases.suppliers + supplier
    const [from, to] = [purchases.start[place]!, purchases.start[place + 1]!]
    hand(firm.uscc, 'purchase', city, purchases.partner[place]!, purchases, from, to, emit)
  }
}

function begin(): void {
  partners.length = counts.length = amounts.length = 0
  month.count = month.amountFen = month.taxFen = month.voids = month.reds = month.redFen = 0
}

/** The invoices of one counterparty. What comes from abroad is an entry of customs and no invoice of the tax bureau. */
function hand(
  uscc: string,
  direction: 'sale' | 'purchase',
  city: City,
  partner: number,
  lines: Lines,
  from: number,
  to: number,
  emit: Emit,
): void {
  if (from === to) return
  let count = 0
  let amount = 0
  const invoiced = direction === 'sale' || !isForeign(partner)
  const name = partnerName(city, partner)
  for (let line = from; line < to; line++) {
    const state = lines.state[line]!
    const day: Day = lines.day[line]!
    const sign = state === red ? -1 : 1
    const amountFen = sign * lines.amountFen[line]!
    const taxFen = sign * lines.taxFen[line]!
    if (state !== voided) amount += amountFen
    if (state === valid) count++
    if (!invoiced) continue
    emit('vat-invoice', day + 1, [
      uscc,
      direction,
      String(lines.number[line]),
      day,
      name,
      amountFen,
      taxFen,
      amountFen + taxFen,
      state === voided ? 'void' : 'valid',
    ])
    add(state, amountFen, taxFen)
  }
  const known = partners.indexOf(partner)
  if (known >= 0) {
    counts[known]! += count
    amounts[known]! += amount
  } else if (count > 0) {
    partners.push(partner)
    counts.push(count)
    amounts.push(amount)
  }
}

function add(state: number, amountFen: number, taxFen: number): void {
  if (state === voided) {
    month.voids++
    return
  }
  month.amountFen += amountFen
  month.taxFen += taxFen
  if (state === valid) month.count++
  else {
    month.reds++
    month.redFen -= amountFen
  }
}

function end(city: City, life: Life, at: number, direction: 'sale' | 'purchase', emit: Emit): void {
  const { uscc } = life.firm
  const period = city.span.origin + at
  const next = firstDayOf(period + 1)
  const { count, amountFen, taxFen, voids, reds, redFen } = month
  emit('invoice', next + sumsDay, [uscc, direction, period, count, amountFen, taxFen, voids, reds, redFen])
  let abroadFen = 0
  let most = 0
  let country = ''
  for (let place = 0; place < partners.length; place++) {
    const partner = partners[place]!
    const amount = amounts[place]!
    if (isForeign(partner)) {
      abroadFen += amount
      if (amount > most) {
        most = amount
        country = countryOf(partner)
      }
      if (direction === 'purchase') continue
    }
    emit('invoice-counterparty', next + sumsDay, [
      uscc,
      direction,
      period,
      partnerName(city, partner),
      partnerUscc(city, partner),
      counts[place]!,
      amount,
    ])
  }
  if (abroadFen <= 0) return
  const cents = Math.round((abroadFen * 100) / fenPerDollar)
  emit('customs', next + customsDay, [
    uscc,
    direction === 'sale' ? 'export' : 'import',
    period,
    cents,
    country,
  ])
}
