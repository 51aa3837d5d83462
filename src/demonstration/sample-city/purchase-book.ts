import type { City } from './city.ts'
import type { Firm } from './firm.ts'
import { industries } from './industry.ts'
import { type Edge, suppliersOf } from './market.ts'
import { part } from './part.ts'
import { foreigner, isForeign, outsider } from './partner.ts'
import { bookedBefore, businessDay, exportShareOf, parts, red, split, valid, voided } from './sales-book.ts'
import { copyBytes, copyFloats, copyIntegers, floats, integers } from './slab.ts'
import { burnInMonths } from './span.ts'
import { numberOfRole, stories } from './story.ts'
import { hashOf, Stream, unitOf } from './stream.ts'

/** What a firm buys from outside the city, in the form of a seller's book: month by month and supplier by supplier. */
export interface Purchases {
  /** Where the city's part is: slots in the books of the sellers. */
  edges: Source[]
  /** Suppliers from elsewhere. */
  suppliers: number
  from: number
  start: Int32Array
  partner: Int32Array
  day: Int32Array
  number: Int32Array
  amountFen: Float64Array
  taxFen: Float64Array
  state: Uint8Array
  /** By lived month, all purchases: net of red and void ones, before tax, and the tax that may be deducted. */
  netFen: Float64Array
  taxNetFen: Float64Array
}

/** A slot in a seller's book that was this firm's at some time: from the first to the last such month. */
export interface Source extends Edge {
  first: number
  last: number
}

const suppliersMax = 20
const random = new Stream()
const capacity = 1 << 14
const scratch = {
  day: new Int32Array(capacity),
  number: new Int32Array(capacity),
  amountFen: new Float64Array(capacity),
  taxFen: new Float64Array(capacity),
  state: new Uint8Array(capacity),
}
const supplierOf = new Uint8Array(64)

export function writePurchases(city: City, firm: Firm): Purchases {
  const { length } = city.span
  const from = Math.max(0, burnInMonths - bookedBefore)
  const netFen = floats(length)
  const taxNetFen = floats(length)
  const edges: Source[] = []
  for (const edge of [...suppliersOf(city, firm), ...plantedEdges(city, firm)]) {
    const source = { ...edge, first: length, last: -1 }
    receive(city, firm, source, netFen, taxNetFen)
    if (source.last >= 0) edges.push(source)
  }
  random.start(firm.key, part.purchases)
  const suppliers = Math.max(
    2,
    Math.min(suppliersMax, Math.round(7 * Math.exp(0.5 * random.normal()) * (firm.smallScale ? 0.7 : 1.3))),
  )
  const partner = integers((length - from) * suppliers)
  assignSuppliers(firm, suppliers, partner)
  const start = integers((length - from) * suppliers + 1)
  const lines = buy(city, firm, { from, suppliers, start, partner, netFen, taxNetFen })
  return {
    edges,
    suppliers,
    from,
    start,
    partner,
    day: copyIntegers(scratch.day, lines),
    number: copyIntegers(scratch.number, lines),
    amountFen: copyFloats(scratch.amountFen, lines),
    taxFen: copyFloats(scratch.taxFen, lines),
    state: copyBytes(scratch.state, lines),
    netFen,
    taxNetFen,
  }
}

function plantedEdges(city: City, firm: Firm): Edge[] {
  if (!firm.story) return []
  return stories.flatMap((story, seller) => {
    if (seller >= city.count) return []
    const slots = city.firm(seller).slots
    return (story.sells ?? []).flatMap((sale, place) =>
      numberOfRole(sale.to) === firm.number ? [{ seller, slot: slots + place, epoch: 0 }] : [],
    )
  })
}

function receive(city: City, firm: Firm, edge: Source, netFen: Float64Array, taxNetFen: Float64Array): void {
  const book = city.book(edge.seller)
  for (let at = book.from; at < netFen.length; at++) {
    const place = (at - book.from) * book.slots + edge.slot
    if (book.partner[place] !== firm.number || book.epoch[place] !== edge.epoch) continue
    edge.first = Math.min(edge.first, at)
    edge.last = at
    for (let line = book.start[place]!; line < book.start[place + 1]!; line++) {
      if (book.state[line] === voided) continue
      const sign = book.state[line] === red ? -1 : 1
      netFen[at]! += sign * book.amountFen[line]!
      taxNetFen[at]! += sign * book.taxFen[line]!
    }
  }
}

/** A firm that exports often imports too: some of its suppliers are abroad. */
function assignSuppliers(firm: Firm, suppliers: number, partner: Int32Array): void {
  const abroad = exportShareOf(firm) > 0 && unitOf(firm.key, part.customs, 1) < 0.4 ? 0.3 : 0
  const months = partner.length / suppliers
  for (let supplier = 0; supplier < suppliers; supplier++) {
    let hash = hashOf(firm.key, supplier, 0, 0x44)
    for (let month = 0; month < months; month++) {
      if (random.next() < 0.02) hash = hashOf(firm.key, supplier, month + 1, 0x44)
      const foreign = abroad > 0 && unitOf(hash, 1) < abroad
      partner[month * suppliers + supplier] = foreign ? foreigner(hash) : outsider(hash)
    }
  }
}

type Target = Pick<Purchases, 'from' | 'suppliers' | 'start' | 'partner' | 'netFen' | 'taxNetFen'>

/** Purchases from elsewhere, after those from the city are known: together they follow the cost share of sales. */
function buy(city: City, firm: Firm, into: Target): number {
  const { length, origin } = city.span
  const { salesFen, closesAt } = city.history(firm.number)
  const industry = industries[firm.industry]!
  const margin = 1 - 0.07 * Math.max(-2, Math.min(2, firm.constitution.quality))
  const exponent = 0.85 * Math.exp(0.5 * random.normal())
  let sum = 0
  const cumulated = Float64Array.from({ length: into.suppliers }, (_, rank) => {
    sum += Math.exp(0.4 * random.normal()) / (rank + 1) ** exponent
    return sum
  })
  const typicalFen = industry.invoiceYuan * 500 * Math.exp(2.3 * random.normal())
  let lines = 0
  for (let at = into.from; at < length; at++) {
    const basis = (salesFen[at]! + (at > 0 ? salesFen[at - 1]! : 0)) / 2
    const target = basis * industry.costShare * margin * Math.exp(0.15 * random.normal()) - into.netFen[at]!
    const count = target < 20_000 || at >= closesAt ? 0 : split(target, typicalFen, random)
    for (let line = 0; line < count; line++) {
      const mark = random.next() * sum
      let supplier = 0
      while (cumulated[supplier]! <= mark) supplier++
      supplierOf[line] = supplier
    }
    for (let supplier = 0; supplier < into.suppliers; supplier++) {
      const place = (at - into.from) * into.suppliers + supplier
      into.start[place] = lines
      const foreign = isForeign(into.partner[place]!)
      for (let line = 0; line < count; line++) {
        if (supplierOf[line] !== supplier) continue
        const rateBps = foreign ? 0 : random.next() < 0.15 ? 100 : industry.inputVatBps
        const amountFen = parts[line]!
        const taxFen = Math.round((amountFen * rateBps) / 10_000)
        const isVoid = !foreign && random.next() < 0.008
        scratch.day[lines] = businessDay(origin + at, random)
        scratch.number[lines] = 10_000_000 + random.below(89_999_999)
        scratch.amountFen[lines] = amountFen
        scratch.taxFen[lines] = taxFen
        scratch.state[lines++] = isVoid ? voided : valid
        if (isVoid) continue
        into.netFen[at]! += amountFen
        into.taxNetFen[at]! += taxFen
      }
    }
  }
  into.start[into.start.length - 1] = lines
  return lines
}
