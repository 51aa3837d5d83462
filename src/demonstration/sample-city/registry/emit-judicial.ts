import { firstDayOf } from '../calendar.ts'
import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import { cityName } from '../region.ts'
import { Stream } from '../stream.ts'
import rates from './disputes.json' with { type: 'json' }
import { caseNumber, courtOf, type Lawsuit, lawsuitBetween, lawsuitsAgainst } from './lawsuit.ts'
import { part } from './part.ts'
import type { Property } from './property.ts'
import type { Register } from './register.ts'
import { report, reportSpell } from './report.ts'
import { holderOf } from './stake.ts'

const random = new Stream()

/** All that the courts know of a firm: as debtor the whole chain, as plaintiff the same cases from the other side. */
export function emitJudicial(
  city: City,
  register: Register,
  properties: readonly Property[],
  emit: Emit,
): void {
  const { firm } = register
  const suits = lawsuitsAgainst(city, firm)
  for (const suit of suits) emitAsDebtor(register, suit, emit)
  if (suits.length > 0) emitSeizures(city, register, suits[0]!, properties, emit)
  for (const suit of suitsBy(city, register)) emitCase(firm.uscc, suit, 'plaintiff', emit)
  emitOrdinary(city, register, emit)
}

function emitCase(uscc: string, suit: Lawsuit, role: 'plaintiff' | 'defendant', emit: Emit): void {
  const { caseNumber: number, cause, court, amountFen, filedOn, judgedOn, result } = suit
  const won = result === 'lost' ? 'won' : result
  for (const [day, status] of [
    [filedOn, 'open'],
    [judgedOn, 'closed'],
  ] as const)
    report(emit, 'case', day, [uscc, number, role, cause, court, amountFen, filedOn, status])
  report(emit, 'judgment', judgedOn, [
    ...[uscc, `${number}-1`, number, role, role === 'plaintiff' ? won : result],
    ...[result === 'partly' ? Math.round(amountFen * 0.7) : amountFen, judgedOn],
  ])
}

function emitAsDebtor({ firm }: Register, suit: Lawsuit, emit: Emit): void {
  emitCase(firm.uscc, suit, 'defendant', emit)
  const { court, amountFen, enforcedOn, limitedOn, dishonestOn, terminatedOn } = suit
  if (enforcedOn === null) return
  const number = suit.caseNumber.replace('民初', '执')
  report(emit, 'enforcement', enforcedOn, [firm.uscc, number, court, amountFen, enforcedOn, 'open'])
  if (limitedOn !== null)
    report(emit, 'consumption-limit', limitedOn, [firm.uscc, number, court, limitedOn, null])
  if (dishonestOn !== null)
    report(emit, 'dishonest', dishonestOn, [
      ...[firm.uscc, number, court, '有履行能力而拒不履行生效法律文书确定义务', dishonestOn, null],
    ])
  if (terminatedOn !== null)
    report(emit, 'enforcement', terminatedOn, [firm.uscc, number, court, amountFen, enforcedOn, 'terminated'])
}

/** What courts seize before and after judgment, and the few firms that end in bankruptcy. */
function emitSeizures(
  city: City,
  { firm, group, holdings }: Register,
  suit: Lawsuit,
  properties: readonly Property[],
  emit: Emit,
): void {
  random.start(firm.key, part.disputes, 9)
  const [frozen, sealed, bankrupt] = [random.next(), random.next(), random.next()]
  const holding = holdings.find(({ until }) => until === null)
  if (frozen < rates.frozen && holding && !firm.story) {
    const day = suit.filedOn + 10
    const amountFen = Math.min(suit.amountFen, Math.round((firm.capitalYuan * holding.ratioBps) / 100))
    const holder = holderOf(city, group, holding.owner).name
    report(emit, 'equity-freeze', day, [
      ...[firm.uscc, `DJ-${firm.uscc.slice(-8)}`, holder, suit.court, amountFen, day, null],
    ])
  }
  const property = properties.find(
    ({ acquiredOn, disposedOn }) => acquiredOn < suit.filedOn && disposedOn === null,
  )
  if (sealed < rates.sealed && property) {
    const day = suit.filedOn + 15
    report(emit, 'real-estate-right', day, [
      ...[
        firm.uscc,
        `邕封-${firm.uscc.slice(-8)}`,
        property.number,
        'seal',
        suit.court,
        suit.amountFen,
        day,
        null,
      ],
    ])
  }
  if (bankrupt < rates.bankrupt && suit.enforcedOn !== null && !firm.story) {
    const day = suit.enforcedOn + 90 + random.below(200)
    const kind = random.next() < 0.8 ? 'bankruptcy' : 'reorganization'
    const number = caseNumber(firm, day, '破', random.below(400))
    reportSpell(emit, 'bankruptcy', day, day + 200 + random.below(400), (closed) => [
      ...[firm.uscc, number, kind, `${cityName}市中级人民法院`, day, closed],
    ])
  }
}

/** Suits of this firm against customers of the city that stopped paying it. */
function suitsBy(city: City, { firm }: Register): Lawsuit[] {
  const book = city.book(firm.number)
  const customers = new Set<number>()
  for (let place = 0; place < book.partner.length; place++) {
    const partner = book.partner[place]!
    if (partner >= 0 && partner !== book.partner[place - book.slots]) customers.add(partner)
  }
  const suits: Lawsuit[] = []
  for (const customer of customers) {
    if (city.history(customer).defaultsAt === city.span.length) continue
    const suit = lawsuitBetween(city, firm, city.firm(customer))
    if (suit) suits.push(suit)
  }
  return suits
}

/** Disputes of every day with parties from elsewhere, on either side; more of them in trouble. */
function emitOrdinary(city: City, { firm, history }: Register, emit: Emit): void {
  if (firm.story) return
  random.start(firm.key, part.disputes, 10)
  const { span } = city
  for (let at = firm.opensAt + 1; at < Math.min(span.length, history.closesAt); at++) {
    const phase = history.phase[at]!
    if (random.next() >= rates.ordinaryPerMonth * rates.ordinaryByPhase[phase]!) continue
    const role = random.next() < (phase > 1 ? 0.75 : 0.45) ? 'defendant' : 'plaintiff'
    const dice = random.next()
    const cause = rates.causes.find(([, upTo]) => dice < (upTo as number))![0] as string
    const filedOn = firstDayOf(span.origin + at) + random.below(28)
    const number = caseNumber(firm, filedOn, '民初', random.below(89_999))
    const amountFen = Math.max(3_000, Math.round(25_000 * Math.exp(1.1 * random.normal()))) * 100
    const end = filedOn + 40 + random.below(120)
    const withdrawn = random.next() < 0.2
    const [uscc, court] = [firm.uscc, courtOf(firm)]
    report(emit, 'case', filedOn, [uscc, number, role, cause, court, amountFen, filedOn, 'open'])
    report(emit, 'case', end, [
      uscc,
      number,
      role,
      cause,
      court,
      amountFen,
      filedOn,
      withdrawn ? 'withdrawn' : 'closed',
    ])
    if (withdrawn) continue
    const result = (['won', 'lost', 'partly', 'settled'] as const)[random.below(4)]!
    report(emit, 'judgment', end, [uscc, `${number}-1`, number, role, result, amountFen, end])
  }
}
