import { type Day, firstDayOf } from './calendar.ts'
import type { City } from './city.ts'
import type { Firm } from './firm.ts'
import { type Flows, flow } from './flow.ts'
import type { Purchases } from './purchase-book.ts'
import { voided } from './sales-book.ts'
import { billMonths, claim, claimSale, settle } from './settlement.ts'
import { floats } from './slab.ts'
import { hashOf } from './stream.ts'

/** A bill of exchange from one side. */
export interface Bill {
  number: string
  role: 'drawer' | 'holder'
  amountFen: number
  issuedOn: Day
  dueOn: Day
  paidOn: Day | null
}

/** By lived month, whole fen: what was invoiced with tax, and what of it was paid. */
export interface Settled {
  invoicedFen: Float64Array
  paidFen: Float64Array
  /** Of it not through a bank account. */
  aroundFen: Float64Array
  bills: Bill[]
}

function emptySettled(length: number): Settled {
  return {
    invoicedFen: floats(length),
    paidFen: floats(length),
    aroundFen: floats(length),
    bills: [],
  }
}

/** Receipts follow invoices. Those before the accounts open count, but do not pass through them. */
export function collect(city: City, firm: Firm, opens: number, flows: Flows): Settled {
  const settled = emptySettled(city.span.length)
  const book = city.book(firm.number)
  const through = firm.story?.collectedShare ?? 1
  for (let at = book.from; at < city.span.length; at++)
    for (let slot = 0; slot < book.slots; slot++) {
      const place = (at - book.from) * book.slots + slot
      if (book.start[place] === book.start[place + 1]) continue
      claimSale(firm, book, at, slot)
      const around = through < 1 && (hashOf(firm.key, at, slot, 0x61) >>> 0) / 4294967296 >= through
      pass(city, settled, opens, around ? null : flows, 1, claim.payer)
    }
  return settled
}

/** Payments to suppliers: those of the city as their books say, the others by the firm's own. */
export function payOut(city: City, firm: Firm, purchases: Purchases, opens: number, flows: Flows): Settled {
  const settled = emptySettled(city.span.length)
  for (const edge of purchases.edges) {
    const seller = city.firm(edge.seller)
    const book = city.book(edge.seller)
    for (let at = edge.first; at <= edge.last; at++) {
      const place = (at - book.from) * book.slots + edge.slot
      if (book.partner[place] !== firm.number || book.epoch[place] !== edge.epoch) continue
      if (book.start[place] === book.start[place + 1]) continue
      claimSale(seller, book, at, edge.slot)
      pass(city, settled, opens, flows, -1, edge.seller)
    }
  }
  const { from, suppliers, start } = purchases
  const key = hashOf(firm.key, 0x99)
  for (let place = 0; place < start.length - 1; place++) {
    if (start[place] === start[place + 1]) continue
    const at = from + Math.floor(place / suppliers)
    const supplier = place % suppliers
    Object.assign(claim, {
      key,
      slot: supplier,
      epoch: 0,
      at,
      payer: firm.number,
      payee: purchases.partner[place]!,
    })
    claim.termMonths = (hashOf(key, supplier) & 3) === 0 ? 0 : 1
    claim.grossFen = 0
    claim.lastDay = 0
    for (let line = start[place]!; line < start[place + 1]!; line++) {
      if (purchases.state[line] === voided) continue
      claim.grossFen += purchases.amountFen[line]! + purchases.taxFen[line]!
      if (purchases.day[line]! > claim.lastDay) claim.lastDay = purchases.day[line]!
    }
    pass(city, settled, opens, flows, -1, claim.payee)
  }
  return settled
}

function pass(
  city: City,
  settled: Settled,
  opens: number,
  flows: Flows | null,
  sign: 1 | -1,
  party: number,
): void {
  const { length, origin } = city.span
  settled.invoicedFen[claim.at]! += claim.grossFen
  const { payments, bill, billedOn, at, day, amountFen } = settle(city)
  for (let place = 0; place < payments; place++) {
    const month = at[place]!
    if (month >= length) continue
    settled.paidFen[month]! += amountFen[place]!
    if (flows === null) settled.aroundFen[month]! += amountFen[place]!
    else if (month >= opens)
      flows.add(day[place]!, sign * amountFen[place]!, sign > 0 ? flow.receipt : flow.supplier, party)
  }
  if (!bill || billedOn < firstDayOf(origin + opens) || billedOn >= firstDayOf(origin + length)) return
  const paidOn = payments > 0 && at[0]! < length ? day[0]! : null
  settled.bills.push({
    number: String(
      100_000_000 + ((hashOf(claim.key, claim.slot, claim.at, claim.epoch) >>> 0) % 900_000_000),
    ),
    role: sign > 0 ? 'holder' : 'drawer',
    amountFen: claim.grossFen,
    issuedOn: billedOn,
    dueOn: paidOn ?? billedOn + billMonths * 30,
    paidOn,
  })
}
