import { normal, type Random } from '../../foundation/random.ts'
import { type Day, firstDayOf } from './calendar.ts'
import type { Span } from './city.ts'
import { ageAt, type Firm } from './firm.ts'
import { defaulted } from './health.ts'
import type { History } from './history.ts'

export interface Loan {
  number: string
  lender: string
  principalFen: number
  rateBps: number
  startedOn: Day
  dueOn: Day
  /** Lived month of the first instalment. */
  firstAt: number
  instalments: number
  /** Day of the month on which each instalment is due, from 0. */
  payDay: number
}

/** One version of what is known of an instalment: unpaid with growing days overdue, then perhaps paid. */
export interface RepaymentRow {
  loan: Loan
  instalment: number
  dueOn: Day
  dueFen: number
  paidOn: Day | null
  paidFen: number
  overdueDays: number
  knownOn: Day
}

export const lenders = [
  '邕城银行',
  '桂江银行',
  '邕城农村商业银行',
  '红水村镇银行',
  '岭海银行邕城分行',
] as const

/** About sixty per cent of the firms borrow at some time. */
const borrowersShare = 0.66
/** A loan is written off when its oldest instalment is a year overdue: nothing is delivered after that. */
const writeOffDays = 365

/** The loans of a firm, renewed when repaid. A bank sees size and age, and something of the hidden quality. */
export function borrow(firm: Firm, history: History, span: Span): Loan[] {
  const random = firm.stream('loans')
  const house = Math.floor(random() * lenders.length)
  if (firm.story)
    return firm.story.loans.map(({ monthsBeforeEnd, instalments }, count) =>
      grant(firm, span, { at: span.length - monthsBeforeEnd, instalments, count, house }, random),
    )
  if (random() >= borrowersShare || firm.growth === 'dormant') return []
  const loans: Loan[] = []
  let at = firm.opensAt + Math.floor(random() * 30)
  while (at < Math.min(span.length - 1, history.closesAt)) {
    const riskTaken = random() < 0.5 ? 2 : 3
    if (ageAt(firm, span, at) >= 9 && history.phase[at]! < riskTaken) {
      const instalments = random() < 0.5 ? 12 : random() < 0.7 ? 24 : 36
      loans.push(grant(firm, span, { at, instalments, count: loans.length, house }, random))
      at += instalments + Math.floor(random() ** 2 * 10)
    } else at += 2 + Math.floor(random() * 4)
    if (random() < 0.12) at = Math.max(firm.opensAt, at - 6)
  }
  return loans
}

function grant(
  firm: Firm,
  span: Span,
  loan: { at: number; instalments: number; count: number; house: number },
  random: Random,
): Loan {
  const share = Math.exp(-0.1 + 0.5 * normal(random))
  const seen = firm.constitution.quality + normal(random)
  const payDay = 4 + Math.floor(random() * 22)
  const month = span.origin + loan.at
  return {
    number: `${firm.uscc.slice(-6)}-${String(loan.count + 1).padStart(2, '0')}`,
    lender: lenders[random() < 0.6 ? loan.house : Math.floor(random() * lenders.length)]!,
    principalFen: roundPrincipal(firm.scaleFen * share),
    rateBps: Math.round((600 - 55 * Math.max(-2.5, Math.min(2.5, seen)) + 30 * normal(random)) / 5) * 5,
    startedOn: firstDayOf(month) + Math.min(payDay, Math.floor(random() * 28)),
    dueOn: firstDayOf(month + loan.instalments) + payDay,
    firstAt: loan.at + 1,
    instalments: loan.instalments,
    payDay,
  }
}

/** Loans are round sums of ten thousand yuan, at least fifty thousand. */
function roundPrincipal(fen: number): number {
  return Math.max(5, Math.round(fen / 1_000_000)) * 1_000_000
}

/** The instalment of an annuity in whole fen; the last one carries what rounding left. */
export function annuityFen(principalFen: number, rateBps: number, instalments: number): number {
  const monthly = rateBps / 10_000 / 12
  if (monthly === 0) return Math.round(principalFen / instalments)
  return Math.round((principalFen * monthly) / (1 - (1 + monthly) ** -instalments))
}

const lateByPhase = [0.012, 0.03, 0.12, 0.6, 1]

/** What the banks deliver of the instalments: the day after each is due, at each month's end while unpaid, and when paid. */
export function repay(firm: Firm, history: History, span: Span, loans: readonly Loan[]): RepaymentRow[] {
  const random = firm.stream('repayments')
  const sloppy = firm.story ? 0 : Math.min(3, Math.exp(-0.5 * firm.constitution.quality))
  const rows: RepaymentRow[] = []
  const defaultsAt = history.phase.indexOf(defaulted)
  const stopsAt = defaultsAt < 0 ? span.length : defaultsAt
  for (const loan of loans) {
    const dueFen = annuityFen(loan.principalFen, loan.rateBps, loan.instalments)
    for (let place = 0; place < loan.instalments; place++) {
      const at = loan.firstAt + place
      if (at >= span.length || at > stopsAt + writeOffDays / 30) break
      const dueOn = firstDayOf(span.origin + at) + loan.payDay
      const phase = history.phase[at]!
      let paidOn: Day | null = dueOn - (random() < 0.3 ? Math.floor(3 * random()) : 0)
      if (random() < Math.min(1, lateByPhase[phase]! * (phase === 3 ? 1 : sloppy)))
        paidOn = dueOn + 1 + Math.floor((phase >= 2 ? 55 : 12) * random() ** 1.5)
      if (at >= stopsAt) paidOn = null
      const lastKnown = Math.max(dueOn, firstDayOf(span.origin + stopsAt)) + writeOffDays
      deliver(rows, { loan, instalment: place + 1, dueOn, dueFen }, paidOn, lastKnown, span)
    }
  }
  return rows
}

function deliver(
  rows: RepaymentRow[],
  instalment: Pick<RepaymentRow, 'loan' | 'instalment' | 'dueOn' | 'dueFen'>,
  paidOn: Day | null,
  lastKnown: Day,
  span: Span,
): void {
  const { dueOn, dueFen } = instalment
  if (paidOn !== null && paidOn <= dueOn) {
    rows.push({ ...instalment, paidOn, paidFen: dueFen, overdueDays: 0, knownOn: dueOn + 1 })
    return
  }
  const end = paidOn ?? lastKnown
  const unpaid = (knownOn: Day) =>
    rows.push({ ...instalment, paidOn: null, paidFen: 0, overdueDays: knownOn - dueOn, knownOn })
  unpaid(dueOn + 1)
  for (let month = monthOf(dueOn, span) + 1; ; month++) {
    const reviewed = firstDayOf(month) - 1
    if (reviewed >= end || month > span.origin + span.length) break
    if (reviewed > dueOn + 1) unpaid(reviewed)
  }
  if (paidOn !== null)
    rows.push({ ...instalment, paidOn, paidFen: dueFen, overdueDays: paidOn - dueOn, knownOn: paidOn + 1 })
}

function monthOf(day: Day, span: Span): number {
  let month = span.origin + Math.floor((day - firstDayOf(span.origin)) / 31)
  while (firstDayOf(month + 1) <= day) month++
  return month
}

/** Loans older than the first delivered month are delivered too, with the instalments since. */
export function outstandingAt(loans: readonly Loan[], at: number): boolean {
  return loans.some((loan) => loan.firstAt <= at + 1 && at < loan.firstAt + loan.instalments - 1)
}
