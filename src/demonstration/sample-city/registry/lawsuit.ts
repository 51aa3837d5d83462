import { borrow } from '../borrowing.ts'
import { type Day, firstDayOf } from '../calendar.ts'
import type { City } from '../city.ts'
import type { Firm } from '../firm.ts'
import { defaultEnded } from '../health.ts'
import { lifeOf } from '../life.ts'
import { cityName } from '../region.ts'
import { valid } from '../sales-book.ts'
import { Stream, unitOf } from '../stream.ts'
import rates from './disputes.json' with { type: 'json' }
import { part } from './part.ts'

/** A suit over money that one party owes another, and how it went. What did not happen is null. */
export interface Lawsuit {
  caseNumber: string
  court: string
  cause: string
  /** The plaintiff, when it is a firm of the city: it has the same case on record, seen from the other side. */
  plaintiff: number | null
  amountFen: number
  filedOn: Day
  judgedOn: Day
  result: 'lost' | 'partly' | 'settled'
  enforcedOn: Day | null
  limitedOn: Day | null
  dishonestOn: Day | null
  terminatedOn: Day | null
}

const random = new Stream()
const districts: Readonly<Record<string, string>> = rates.districts

/**
 * The suits against a firm that stopped paying: by its lenders, and by suppliers of the city whose last invoices it owes.
 * A firm that is restructured settles what was brought to court before, and nobody sues it after.
 */
export function lawsuitsAgainst(city: City, debtor: Firm): Lawsuit[] {
  const history = city.history(debtor.number)
  const stopsAt = history.defaultsAt
  if (stopsAt === city.span.length) return []
  const stopsOn = firstDayOf(city.span.origin + stopsAt)
  const suits: Lawsuit[] = []
  for (const [order, loan] of borrow(debtor, history, city.span).entries()) {
    if (loan.startedOn >= stopsOn || loan.dueOn <= stopsOn) continue
    const sues = debtor.story !== null || unitOf(debtor.key, part.disputes, order, 1) < rates.lenderSues
    if (!sues) continue
    const paid = Math.max(0, stopsAt - loan.firstAt)
    const owed = Math.round((loan.principalFen * Math.max(1, loan.instalments - paid)) / loan.instalments)
    const suit = course(city, debtor, null, '金融借款合同纠纷', owed, order)
    if (suit) suits.push(suit)
  }
  const sellers = new Set(lifeOf(city, debtor.number).purchases.edges.map(({ seller }) => seller))
  for (const seller of sellers) {
    const suit = lawsuitBetween(city, city.firm(seller), debtor)
    if (suit) suits.push(suit)
  }
  return suits
}

/** The suit of a seller over its invoices of the last months before the customer stopped paying; both find it alone. */
export function lawsuitBetween(city: City, seller: Firm, debtor: Firm): Lawsuit | undefined {
  if (seller.story || unitOf(seller.key, debtor.number, part.disputes) >= rates.supplierSues) return undefined
  const stopsAt = city.history(debtor.number).defaultsAt
  const book = city.book(seller.number)
  if (stopsAt < book.from + 3 || stopsAt === city.span.length) return undefined
  let owedFen = 0
  for (let at = stopsAt - 3; at <= Math.min(stopsAt, city.span.length - 1); at++)
    for (let slot = 0; slot < book.slots; slot++) {
      const place = (at - book.from) * book.slots + slot
      if (book.partner[place] !== debtor.number) continue
      for (let line = book.start[place]!; line < book.start[place + 1]!; line++)
        if (book.state[line] === valid) owedFen += book.amountFen[line]! + book.taxFen[line]!
    }
  // Nobody goes to court over less than some thousands.
  return owedFen < 500_000
    ? undefined
    : course(city, debtor, seller.number, '买卖合同纠纷', owedFen, seller.number)
}

/** From the filing to the end; a planted firm's suit goes its usual way in the usual time. */
function course(
  { history, span }: City,
  debtor: Firm,
  plaintiff: number | null,
  cause: string,
  amountFen: number,
  order: number,
): Lawsuit | undefined {
  const { phase, defaultsAt } = history(debtor.number)
  const stopsOn = firstDayOf(span.origin + defaultsAt)
  const ended = defaultEnded(phase, defaultsAt)
  const settledOn = ended < span.length ? firstDayOf(span.origin + ended) : null
  random.start(debtor.key, part.disputes, order, plaintiff === null ? 2 : 3)
  const planted = debtor.story !== null
  const wait = (usual: number, from: number, to: number) => (planted ? usual : from + random.below(to - from))
  const happens = (chance: number) => random.next() < chance || planted
  const filedOn = stopsOn + wait(70, 60, 260)
  if (settledOn !== null && filedOn >= settledOn) return undefined
  const heardOn = filedOn + wait(50, 45, 160)
  const judgedOn = settledOn === null ? heardOn : Math.min(heardOn, settledOn)
  const dice = planted ? 0 : random.next()
  const result = settledOn !== null ? 'settled' : dice < 0.8 ? 'lost' : dice < 0.9 ? 'partly' : 'settled'
  const enforcedOn = result === 'settled' ? null : judgedOn + wait(35, 25, 120)
  const limited = happens(rates.limited)
  const shamed = happens(rates.dishonest)
  return {
    caseNumber: caseNumber(debtor, filedOn, '民初', random.below(89_999)),
    court: courtOf(debtor),
    cause,
    plaintiff,
    amountFen,
    filedOn,
    judgedOn,
    result,
    enforcedOn,
    limitedOn: enforcedOn !== null && limited ? enforcedOn + wait(12, 15, 70) : null,
    dishonestOn: enforcedOn !== null && shamed ? enforcedOn + wait(25, 40, 150) : null,
    terminatedOn: enforcedOn !== null && random.next() < 0.6 ? enforcedOn + 150 + random.below(120) : null,
  }
}

export function courtOf(firm: Firm): string {
  return `${cityName}市${districts[firm.region] ?? ''}人民法院`
}

/** `（2026）邕0103民初12345号`: year, court, kind of procedure, serial number. */
export function caseNumber(firm: Firm, day: Day, procedure: string, serial: number): string {
  return `（${1970 + Math.floor(day / 365.2425)}）邕${firm.region.slice(2)}${procedure}${10_000 + serial}号`
}
